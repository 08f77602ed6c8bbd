import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { attendances, checkInEntries } from '@/db/schema/attendance'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { confirmPaper } from './commands/confirm'
import { appendEntry, lockDoor } from './commands/log'
import { getUnconfirmed } from './queries/unconfirmed'

const database = testDatabase()
const startsAt = new Date('2026-11-10T11:00:00Z')
const daysLater = (days: number) => new Date(startsAt.getTime() + days * 86_400_000)

const told = (over: { origin?: 'here' | 'back_filled' }, fn: (db: Db, at: Awaited<ReturnType<typeof scene>>) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(db, await scene(db, over)))

async function scene(db: Db, over: { origin?: 'here' | 'back_filled' }) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const activity = await buildActivity(db, [group.id], { startsAt, ...over })
  const secretary = await buildPerson(db)
  const member = await buildPerson(db)
  for (const one of [secretary, member]) await buildMembership(db, one.id, group.id)
  const at = (days: number) => ctxOf(db, asPerson(secretary, [groupGrant('secretary', group.id)]), daysLater(days))
  const ctx = at(1)
  for (const personId of [secretary.id, member.id])
    await appendEntry(ctx, await lockDoor(ctx, activity.id), { personId, direction: 'in', source: 'import', knownAt: startsAt })
  const grades = async () => Object.fromEntries((await db.select().from(attendances)).map((a) => [a.personId, `${a.grade} ${a.source}`]))
  return { activity, secretary, member, at, grades, id: { activityId: activity.id } }
}

describe('confirmPaper', () => {
  it('makes imported attendance witnessed within seven days, never one’s own', () =>
    told({}, async (db, { secretary, member, at, grades, id, activity }) => {
      expect(await grades()).toEqual({ [secretary.id]: 'back_filled import', [member.id]: 'back_filled import' })
      expect(await getUnconfirmed(at(2), await lockDoor(at(2), activity.id))).toEqual({ count: 2, mayConfirm: true })
      expect(await confirmPaper(at(2), id)).toEqual({ confirmed: 1 })
      expect(await grades()).toEqual({ [secretary.id]: 'back_filled import', [member.id]: 'witnessed paper' })
      expect(await confirmPaper(at(2), id)).toEqual({ confirmed: 0 })
      expect(await db.select().from(checkInEntries)).toHaveLength(3)
    }))

  it('leaves it back-filled later, and at an activity that was itself entered afterwards', async () => {
    await told({}, async (_, { at, grades, id, member }) => {
      await expect(confirmPaper(at(9), id)).rejects.toThrow('paper_too_late')
      expect((await grades())[member.id]).toBe('back_filled import')
    })
    await told({ origin: 'back_filled' }, async (_, { at, id }) => expect(confirmPaper(at(2), id)).rejects.toThrow('paper_too_late'))
  })

  it('is for the organizers alone', () =>
    told({}, async (db, { id, member, activity, at }) => {
      const stranger = ctxOf(db, asPerson(member), daysLater(2))
      await expect(confirmPaper(stranger, id)).rejects.toThrow('forbidden')
      expect(await getUnconfirmed(stranger, await lockDoor(at(2), activity.id))).toMatchObject({ count: 0 })
    }))
})
