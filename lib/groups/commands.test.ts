import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { membershipPeriods, memberships } from '@/db/schema/groups'
import { historyEntries } from '@/db/schema/history'
import { notices } from '@/db/schema/notices'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { publicVisitor } from '../auth/actor'
import { joinGroup } from './commands'

const database = testDatabase()
const inCity = (fn: (db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => {
    await buildNetwork(db)
    await fn(db)
  })

describe('joinGroup', () => {
  it('joins an open group at once; the first is the primary one, and its period begins today', () =>
    inCity(async (db) => {
      const person = await buildPerson(db)
      const [first, second] = [await buildGroup(db, { joinMode: 'open' }), await buildGroup(db, { joinMode: 'open' })]
      const ctx = ctxOf(db, asPerson(person), new Date('2026-11-01T17:00:00Z'))
      expect(await joinGroup(ctx, { groupId: first.id })).toMatchObject({ status: 'active', primary: true })
      expect(await joinGroup(ctx, { groupId: second.id })).toMatchObject({ status: 'active', primary: false })
      expect((await db.select().from(membershipPeriods)).map((p) => p.joinedOn)).toEqual(['2026-11-02', '2026-11-02'])
      expect((await db.select().from(historyEntries)).map((h) => h.verb)).toEqual(['membership.joined', 'membership.joined'])
    }))

  it('applies where the group reviews, and tells president and secretary', () =>
    inCity(async (db) => {
      const [person, secretary, former] = [await buildPerson(db), await buildPerson(db), await buildPerson(db)]
      const group = await buildGroup(db, { joinMode: 'review' })
      await buildGrant(db, secretary.id, 'secretary', 'group', group.id)
      await buildGrant(db, former.id, 'president', 'group', group.id, { endsAt: new Date('2026-01-01T00:00:00Z') })
      const applied = await joinGroup(ctxOf(db, asPerson(person)), { groupId: group.id, note: '喜欢读书' })
      expect(applied).toMatchObject({ status: 'applied', primary: false, note: '喜欢读书' })
      expect(await db.select().from(membershipPeriods)).toEqual([])
      const told = await db.select().from(notices).where(eq(notices.kind, 'membership_applied'))
      expect(new Set(told.map((n) => n.recipientId))).toEqual(new Set([secretary.id]))
    }))

  it('takes back who left: one row, a new period', () =>
    inCity(async (db) => {
      const person = await buildPerson(db)
      const group = await buildGroup(db, { joinMode: 'open' })
      await buildMembership(db, person.id, group.id, { status: 'left', leftOn: '2026-01-01' })
      await joinGroup(ctxOf(db, asPerson(person)), { groupId: group.id })
      expect((await db.select().from(memberships)).map((m) => m.status)).toEqual(['active'])
      expect(await db.select().from(membershipPeriods)).toHaveLength(2)
    }))

  it.each([
    ['already_member', 'open', 'active'],
    ['already_member', 'review', 'applied'],
    ['join_closed', 'open', 'suspended'],
    ['join_closed', 'closed', null],
    ['join_invited_only', 'invite', null],
  ] as const)('refuses with %s (%s, %s)', (code, joinMode, mine) =>
    inCity(async (db) => {
      const person = await buildPerson(db)
      const group = await buildGroup(db, { joinMode })
      if (mine) await buildMembership(db, person.id, group.id, { status: mine })
      await expect(joinGroup(ctxOf(db, asPerson(person)), { groupId: group.id })).rejects.toThrow(code)
      expect(await db.select().from(historyEntries)).toEqual([])
    }),
  )

  it('refuses visitors, and answers a hidden group as a missing one', () =>
    inCity(async (db) => {
      const group = await buildGroup(db, { joinMode: 'open' })
      const hidden = await buildGroup(db, { joinMode: 'open', status: 'review' })
      await expect(joinGroup(ctxOf(db, publicVisitor()), { groupId: group.id })).rejects.toThrow('sign_in_required')
      await expect(joinGroup(ctxOf(db, asPerson(await buildPerson(db))), { groupId: hidden.id })).rejects.toThrow('not_found')
    }))
})
