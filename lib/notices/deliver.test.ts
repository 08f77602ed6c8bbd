import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { networks } from '@/db/schema/network'
import { notices, outboxMessages } from '@/db/schema/notices'
import { ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { systemActor } from '../auth/actor'
import { type Envelope, Refused, type Transport } from '../mail/transport'
import { deliverDue } from './deliver'
import { type NoticeKind, noticeKinds, notify } from './notify'

const database = testDatabase()
const day = new Date('2026-11-01T02:00:00Z')
const ctxAt = (db: Db, now = day) => ctxOf(db, systemActor('test'), now)
const later = (seconds: number) => new Date(day.getTime() + seconds * 1000)

const deliverOne = (db: Db, transport: Transport, now: () => Date) => deliverDue(ctxAt(db), { transport, now, lanes: 1 })

/** A server that remembers what it took. */
function sink(answer: (mail: Envelope, n: number) => void = () => {}) {
  const taken: Envelope[] = []
  let n = 0
  return {
    taken,
    send: async (mail: Envelope) => {
      answer(mail, ++n)
      taken.push(mail)
    },
  }
}

async function told(db: Db, kind: NoticeKind = 'rsvp_going', over: Parameters<typeof buildPerson>[1] = {}) {
  await buildNetwork(db)
  const person = await buildPerson(db, over)
  const group = await buildGroup(db)
  const activity = await buildActivity(db, [group.id], { titles: { zh: '夜读 <b>', en: 'Night & reading' }, place: { zh: '听松书房' } })
  await notify(ctxAt(db), { to: [person.id], kind, about: { type: 'activity', id: activity.id }, ids: { position: 3 } })
  return { person, activity }
}
const messagesIn = (db: Db) => db.select().from(outboxMessages)
const emailNotices = (db: Db) => db.select().from(notices).where(eq(notices.channel, 'email'))

describe('delivering the outbox', () => {
  it('sends each message once and tells its notice', async () => {
    await rolledBack(database.db, async (db) => {
      const { person } = await told(db)
      const { taken, send } = sink()
      expect(await deliverOne(db, send, () => day)).toBe(1)
      expect(await deliverOne(db, send, () => day)).toBe(0)
      expect(taken).toHaveLength(1)
      expect(taken[0]).toMatchObject({ to: person.email, from: 'Hui <hui@example.org>', subject: '已报名：夜读 <b>' })
      expect(taken[0]?.html).toContain('夜读 &lt;b&gt;')
      expect(taken[0]?.html).not.toContain('<b>')
      expect(taken[0]?.text).toContain('2026年11月10日 周二 19:00–21:00')
      expect((await messagesIn(db))[0]).toMatchObject({ outcome: 'sent', sentAt: day })
      expect((await emailNotices(db))[0]?.outcome).toBe('sent')
    })
  })

  it('keeps the Message-ID over retries, with growing waits, and fails after eight', async () => {
    await rolledBack(database.db, async (db) => {
      await told(db)
      const ids: string[] = []
      const down = async (mail: Envelope) => {
        ids.push(mail.messageId)
        throw new Error('connection refused')
      }
      let at = 0
      for (let i = 0; i < 8; i++) {
        await deliverOne(db, down, () => later(at))
        await deliverOne(db, down, () => later(at + 5))
        at += 3600
      }
      expect(ids).toHaveLength(8)
      expect(new Set(ids).size).toBe(1)
      expect((await messagesIn(db))[0]).toMatchObject({ outcome: 'failed', outcomeReason: 'unreachable' })
      expect((await emailNotices(db))[0]?.outcome).toBe('failed')
    })
  })

  it('is taken up by another process when one died after the server took it: same Message-ID, none lost', async () => {
    await rolledBack(database.db, async (db) => {
      await told(db)
      const { taken, send } = sink()
      // The first process dies between acceptance and commit: its lease stays.
      await deliverOne(db, send, () => day)
      await db.update(outboxMessages).set({ outcome: 'queued', leasedUntil: later(60) })
      expect(await deliverOne(db, send, () => later(30))).toBe(0)
      expect(await deliverOne(db, send, () => later(61))).toBe(1)
      expect(taken.map((mail) => mail.messageId)).toEqual([taken[0]?.messageId, taken[0]?.messageId])
    })
  })

  it('marks a refused address as bounced and does not try again', async () => {
    await rolledBack(database.db, async (db) => {
      await told(db)
      const { send } = sink(() => {
        throw new Refused('550')
      })
      expect(await deliverOne(db, send, () => day)).toBe(1)
      expect((await messagesIn(db))[0]).toMatchObject({ outcome: 'bounced', attempts: 1 })
    })
  })

  it('keeps mails in a demo and where no transport is set', async () => {
    await rolledBack(database.db, async (db) => {
      await told(db)
      const { taken, send } = sink()
      await db.update(networks).set({ demoSeededAt: day })
      const { getReference } = await import('../network/queries')
      const stale = await getReference({ db })
      if (stale.network) stale.network.demoSeededAt = day
      expect(await deliverOne(db, send, () => day)).toBe(1)
      expect(taken).toEqual([])
      expect((await messagesIn(db))[0]).toMatchObject({ outcome: 'suppressed', outcomeReason: 'kept' })
      expect((await emailNotices(db))[0]).toMatchObject({ outcome: 'suppressed', outcomeReason: 'kept' })
    })
    await rolledBack(database.db, async (db) => {
      await told(db)
      expect(await deliverDue(ctxAt(db), { transport: null })).toBe(1)
    })
  })

  it('has words for every kind in both languages', async () => {
    await rolledBack(database.db, async (db) => {
      const { person, activity } = await told(db, 'rsvp_going', { locale: 'en' })
      const about = { type: 'activity', id: activity.id } as const
      for (const kind of noticeKinds.slice(1)) await notify(ctxAt(db), { to: [person.id], kind, about, ids: { until: day.toISOString() } })
      const { taken, send } = sink()
      await deliverOne(db, send, () => day)
      await db.update(outboxMessages).set({ outcome: 'queued', locale: 'zh-CN' })
      await deliverOne(db, send, () => day)
      expect(taken).toHaveLength(2 * noticeKinds.length)
      for (const mail of taken) expect(mail.subject + mail.text).not.toMatch(/notices\.|\{|undefined|null/)
      expect(new Set(taken.map((mail) => mail.subject)).size).toBe(2 * noticeKinds.length)
    })
  })
})

describe('telling people', () => {
  it('gives everybody an outcome: no verified e-mail is suppressed with its reason', async () => {
    await rolledBack(database.db, async (db) => {
      await told(db, 'rsvp_going', { email: null, emailVerifiedAt: null })
      expect((await emailNotices(db))[0]).toMatchObject({ outcome: 'suppressed', outcomeReason: 'no_address' })
      expect(await messagesIn(db)).toEqual([])
    })
  })

  it('holds mail back in quiet hours, but not a change of what starts within 24 hours', async () => {
    await rolledBack(database.db, async (db) => {
      const { person, activity } = await told(db)
      await db.delete(outboxMessages)
      const night = (date: string) => ctxAt(db, new Date(`${date}T14:00:00Z`))
      const about = { type: 'activity', id: activity.id } as const
      await notify(night('2026-11-05'), { to: [person.id], kind: 'activity_cancelled', about })
      await notify(night('2026-11-09'), { to: [person.id], kind: 'activity_cancelled', about })
      await notify(night('2026-11-09'), { to: [person.id], kind: 'activity_reminder', about })
      // Ids made in one millisecond have no order.
      const times = (await messagesIn(db)).map((message) => message.notBefore.toISOString()).sort()
      expect(times).toEqual(['2026-11-06T00:00:00.000Z', '2026-11-09T14:00:00.000Z', '2026-11-10T00:00:00.000Z'])
    })
  })
})

describe('several workers', () => {
  it('send each of forty mails once', async () => {
    const { person, activity } = await told(database.db)
    const about = { type: 'activity', id: activity.id } as const
    for (let i = 0; i < 39; i++) await notify(ctxAt(database.db), { to: [person.id], kind: 'activity_changed', about })
    const { taken, send } = sink()
    const worker = () => deliverDue(ctxAt(database.db), { transport: send, now: () => day })
    expect(await Promise.all([worker(), worker(), worker()]).then((counts) => counts.reduce((a, b) => a + b))).toBe(40)
    expect(new Set(taken.map((mail) => mail.messageId)).size).toBe(40)
    expect(taken).toHaveLength(40)
  })
})
