import { describe, expect, it } from 'vitest'
import { grants, people } from '@/db/schema/accounts'
import { districts, kinds, networks, venueCategories } from '@/db/schema/network'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildNetwork, buildPerson } from '@/db/testing/factories'
import { setUpAndEnter } from '../accounts/commands/sign-in'
import { publicVisitor, systemActor } from '../auth/actor'
import { actorOfToken } from '../auth/session'
import { grantNetwork, issueSetUpLink, setUpNetwork } from './commands'
import { isSetUpOpen } from './queries'
import { setUpSchema } from './schema'

const database = testDatabase()
const now = new Date('2026-11-01T02:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const script = systemActor('set-up')
const input = (secret: string) =>
  setUpSchema.parse({
    secret,
    nameZh: '澄溪',
    nameEn: 'Chengxi',
    seal: '澄',
    zone: 'Asia/Shanghai',
    languages: ['zh-CN', 'en'],
    districts: 'preset',
    preset: 'hangzhou',
    adminName: '唐越',
    adminEmail: 'Admin@Example.org',
  })

describe('setting a network up', () => {
  it('makes network, kinds, categories, districts and the first administrator, who is let in', async () => {
    await rolledBack(database.db, async (db) => {
      const secret = (await issueSetUpLink(ctxOf(db, script, now))) ?? ''
      expect(await isSetUpOpen({ db, now }, secret)).toBe(true)
      const session = await setUpAndEnter(ctxOf(db, publicVisitor(), now), input(secret))
      expect((await db.select().from(networks))[0]).toMatchObject({
        names: { zh: '澄溪', en: 'Chengxi' },
        zone: 'Asia/Shanghai',
        demoSeededAt: null,
      })
      expect([(await db.select().from(kinds)).length, (await db.select().from(venueCategories)).length]).toEqual([12, 9])
      expect(await db.select().from(districts)).toHaveLength(13)
      expect(await actorOfToken(db, session.token, now)).toMatchObject({
        displayName: '唐越',
        grants: [{ role: 'network_admin', scopeType: 'network', scopeId: null }],
      })
      expect((await db.select().from(people))[0]).toMatchObject({ email: 'admin@example.org', emailVerifiedAt: null })
    })
  })

  it('takes a link once, while it lasts, and only the newest', async () => {
    await rolledBack(database.db, async (db) => {
      const first = (await issueSetUpLink(ctxOf(db, script, now))) ?? ''
      const second = (await issueSetUpLink(ctxOf(db, script, now))) ?? ''
      const open = (secret: string, at = now) => setUpNetwork(ctxOf(db, publicVisitor(), at), input(secret))
      await expect(open(first)).rejects.toThrow('set_up_closed')
      await expect(open(second, later(73))).rejects.toThrow('set_up_closed')
      await open(second)
      await expect(open(second)).rejects.toThrow('set_up_closed')
      expect(await isSetUpOpen({ db, now }, second)).toBe(false)
      expect(await issueSetUpLink(ctxOf(db, script, now))).toBeNull()
      await db.delete(networks)
      await expect(open(second)).rejects.toThrow('set_up_closed')
    })
  })

  it('is issued by the server only', async () => {
    await rolledBack(database.db, async (db) => {
      await expect(issueSetUpLink(ctxOf(db, publicVisitor(), now))).rejects.toThrow()
    })
  })

  it.each([
    [{ zone: 'Mars/Olympus' }, 'zone'],
    [{ adminEmail: 'nobody' }, 'adminEmail'],
    [{ seal: '三个字' }, 'seal'],
    [{ nameZh: '  ' }, 'nameZh'],
  ])('refuses %o', (wrong, field) => {
    const parsed = setUpSchema.safeParse({ ...input('x'.repeat(30)), ...wrong })
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
  })
})

describe('granting the network', () => {
  it('waits for the set-up', async () => {
    await rolledBack(database.db, async (db) => {
      await expect(grantNetwork(ctxOf(db, script, now), 'first@example.org')).rejects.toThrow('unavailable')
      expect(await db.select().from(grants)).toEqual([])
    })
  })

  it('grants an unknown and a known mailbox, once', async () => {
    await rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      const known = await buildPerson(db, { email: 'known@example.org' })
      const { personId } = await grantNetwork(ctxOf(db, script, now), 'Known@example.org')
      expect(personId).toBe(known.id)
      await grantNetwork(ctxOf(db, script, now), 'known@example.org')
      await grantNetwork(ctxOf(db, asPerson(known, [networkGrant('network_admin')]), now), 'new@example.org')
      expect(await db.select().from(grants)).toHaveLength(2)
      await expect(grantNetwork(ctxOf(db, asPerson(known), now), 'x@example.org')).rejects.toThrow('forbidden')
    })
  })
})
