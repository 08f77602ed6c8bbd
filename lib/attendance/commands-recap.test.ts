import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { attendances, recaps } from '@/db/schema/attendance'
import { groupSuspensions } from '@/db/schema/groups'
import { historyEntries } from '@/db/schema/history'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import type { ErrorCode } from '../errors'
import { tickOnRoster, voidCheckIn } from './commands/check-in'
import { excludeActivity, includeActivity, projectCounted } from './commands/counted'
import { finaliseDue } from './commands/finalise-due'
import { closeActivity, fileRecap, finaliseActivity } from './commands/recap'
import { getFinalisePreview, getRecap } from './queries/recap'

const database = testDatabase()
const at = (time: string, day = 10) => new Date(`2026-11-${day}T${time}:00+08:00`)
const refusal = (promise: Promise<unknown>, code: ErrorCode) => expect(promise).rejects.toMatchObject({ code })

/** An activity of one group with people going, of whom the first `present` are ticked. */
async function evening(
  db: Db,
  { going, present, over = {} }: { going: number; present: number; over?: Parameters<typeof buildActivity>[2] },
) {
  await buildNetwork(db)
  const host = await buildGroup(db)
  const activity = await buildActivity(db, [host.id], over)
  const secretary = await buildPerson(db)
  const ctxAt = (now: Date) => ctxOf(db, asPerson(secretary, [groupGrant('secretary', host.id)]), now)
  const members: string[] = []
  for (let i = 0; i < going; i++) {
    const { id } = await buildPerson(db)
    await buildMembership(db, id, host.id, { primary: true })
    await db.insert(rsvps).values({ activityId: activity.id, personId: id, placedById: id, status: 'going' })
    members.push(id)
    if (i < present) await tickOnRoster(ctxAt(at('18:52')), { activityId: activity.id, personId: id })
  }
  return {
    host,
    activity,
    secretary,
    members,
    ctxAt,
    read: async () => (await db.select().from(activities).where(eq(activities.id, activity.id)))[0],
    rsvp: async (personId = '') =>
      (
        await db
          .select()
          .from(rsvps)
          .where(and(eq(rsvps.activityId, activity.id), eq(rsvps.personId, personId)))
      )[0],
    none: { activityId: activity.id, noShows: [], excused: [], wereHere: [] },
    recap: { activityId: activity.id, texts: { zh: '读完了第三章。' }, guests: 0 },
  }
}
type Evening = Awaited<ReturnType<typeof evening>>
const inEvening = (facts: Parameters<typeof evening>[1], fn: (e: Evening, db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(await evening(db, facts), db))
const totals = async (db: Db) => (await db.select().from(attendances)).map(({ personId, creditedGroupId }) => [personId, creditedGroupId])

describe('closing an activity', () => {
  it('closes 31 going, 26 present, 4 no-shows, 1 excused, and counts it', () =>
    inEvening({ going: 31, present: 26 }, async (e) => {
      const preview = await getFinalisePreview(e.ctxAt(at('21:20')), e.activity.id)
      const proposed = preview.absent.filter((a) => a.isProposed).map((a) => a.personId)
      expect(proposed).toHaveLength(5)
      const [excused = '', ...noShows] = proposed
      const closed = await closeActivity(e.ctxAt(at('21:20')), { ...e.recap, ...e.none, noShows, excused: [excused] })
      expect(closed).toEqual({ countedReason: 'counted' })
      expect((await getRecap(e.ctxAt(at('21:21')), e.activity.id)).figures).toMatchObject({
        going: 31,
        present: 26,
        noShows: 4,
        excused: 1,
      })
      expect(await e.rsvp(excused)).toMatchObject({ excusedAt: at('21:20'), noShowAt: null })
      expect(await e.rsvp(noShows[0])).toMatchObject({ excusedAt: null, noShowAt: at('21:20') })
      expect(await e.read()).toMatchObject({ status: 'finalised', countedReason: 'counted', ruleVersion: 'R-COUNT v1' })
    }))

  it('changes nothing when finalised twice', () =>
    inEvening({ going: 4, present: 3 }, async (e, db) => {
      const absent = e.members[3] ?? ''
      await closeActivity(e.ctxAt(at('21:20')), { ...e.recap, ...e.none, noShows: [absent] })
      const before = [await e.read(), await e.rsvp(absent), await totals(db)]
      const history = await db.$count(historyEntries)
      expect(await finaliseActivity(e.ctxAt(at('22:00')), { ...e.none, excused: [absent] })).toEqual({ countedReason: 'counted' })
      expect([await e.read(), await e.rsvp(absent), await totals(db)]).toEqual(before)
      expect(await db.$count(historyEntries)).toBe(history)
    }))

  it('confirms no no-show when under half were checked in', () =>
    inEvening({ going: 5, present: 2 }, async (e) => {
      await finaliseActivity(e.ctxAt(at('21:20')), { ...e.none, noShows: e.members })
      for (const member of e.members) expect((await e.rsvp(member))?.noShowAt).toBeNull()
    }))

  it('marks nobody who came, and corrects who was here after all', () =>
    inEvening({ going: 4, present: 2 }, async (e, db) => {
      const [came = '', , here = '', absent = ''] = e.members
      await finaliseActivity(e.ctxAt(at('21:20')), { ...e.none, noShows: [came, absent], wereHere: [here] })
      expect((await e.rsvp(came))?.noShowAt).toBeNull()
      expect((await e.rsvp(here))?.noShowAt).toBeNull()
      expect((await e.rsvp(absent))?.noShowAt).not.toBeNull()
      const [corrected] = await db.select().from(attendances).where(eq(attendances.personId, here))
      expect(corrected).toMatchObject({ grade: 'corrected' })
    }))

  it('corrects nobody whom the roster does not know', () =>
    inEvening({ going: 4, present: 3 }, async (e, db) => {
      const stranger = await buildPerson(db)
      await refusal(finaliseActivity(e.ctxAt(at('21:20')), { ...e.none, wereHere: [stranger.id] }), 'not_found')
      await refusal(closeActivity(e.ctxAt(at('10:00', 11)), { ...e.recap, ...e.none, wereHere: [stranger.id] }), 'not_found')
      expect(await db.select().from(attendances).where(eq(attendances.personId, stranger.id))).toEqual([])
    }))

  it('is refused before the end, to co-organizers who do not lead, and for one’s own excuse', () =>
    inEvening({ going: 4, present: 3 }, async (e, db) => {
      await refusal(finaliseActivity(e.ctxAt(at('20:59')), e.none), 'activity_not_ended')
      await refusal(fileRecap(e.ctxAt(at('20:59')), e.recap), 'activity_not_ended')
      const stranger = asPerson(await buildPerson(db))
      await refusal(finaliseActivity(ctxOf(db, stranger, at('21:20')), e.none), 'forbidden')
      await refusal(fileRecap(ctxOf(db, stranger, at('21:20')), e.recap), 'forbidden')
      await db.insert(rsvps).values({ activityId: e.activity.id, personId: e.secretary.id, placedById: e.secretary.id, status: 'going' })
      await refusal(finaliseActivity(e.ctxAt(at('21:20')), { ...e.none, excused: [e.secretary.id] }), 'forbidden')
      await refusal(finaliseActivity(e.ctxAt(at('21:20')), { ...e.none, wereHere: [e.secretary.id] }), 'own_attendance')
      expect(await e.read()).toMatchObject({ status: 'published' })
    }))

  it('refuses what was cancelled', () =>
    inEvening({ going: 0, present: 0, over: { status: 'cancelled', cancelledAt: at('12:00') } }, async (e) => {
      await refusal(finaliseActivity(e.ctxAt(at('21:20')), e.none), 'activity_cancelled')
      await refusal(fileRecap(e.ctxAt(at('21:20')), e.recap), 'activity_cancelled')
    }))
})

describe('counted_reason follows its inputs', () => {
  it('moves from no_recap to counted when the recap is filed, and the recap may be changed', () =>
    inEvening({ going: 3, present: 3 }, async (e, db) => {
      expect(await finaliseActivity(e.ctxAt(at('21:20')), e.none)).toEqual({ countedReason: 'no_recap' })
      expect(await fileRecap(e.ctxAt(at('10:00', 12)), e.recap)).toEqual({ countedReason: 'counted' })
      await fileRecap(e.ctxAt(at('10:05', 12)), { ...e.recap, texts: { en: 'We finished chapter three.' }, guests: 2 })
      expect(await db.select().from(recaps)).toMatchObject([
        { texts: { en: 'We finished chapter three.' }, guests: 2, filedAt: at('10:00', 12) },
      ])
    }))

  it('counts guests towards the head-count, with at least one identified', () =>
    inEvening({ going: 1, present: 1 }, async (e) => {
      expect(await closeActivity(e.ctxAt(at('21:20')), { ...e.recap, ...e.none })).toEqual({ countedReason: 'too_few' })
      expect(await fileRecap(e.ctxAt(at('21:25')), { ...e.recap, guests: 2 })).toEqual({ countedReason: 'counted' })
    }))

  it('follows a void and a re-record after finalising: the same totals', () =>
    inEvening({ going: 3, present: 3 }, async (e, db) => {
      await closeActivity(e.ctxAt(at('21:20')), { ...e.recap, ...e.none })
      const before = (await totals(db)).sort()
      const who = { activityId: e.activity.id, personId: e.members[0] ?? '' }
      await voidCheckIn(e.ctxAt(at('10:00', 12)), { ...who, reason: 'wrong_data' })
      expect(await e.read()).toMatchObject({ countedReason: 'too_few' })
      await tickOnRoster(e.ctxAt(at('10:01', 12)), who)
      expect(await e.read()).toMatchObject({ countedReason: 'counted' })
      expect((await totals(db)).sort()).toEqual(before)
      const verdicts = await db.select().from(historyEntries).where(eq(historyEntries.verb, 'activity.recounted'))
      expect(verdicts.map((v) => v.ids.to)).toEqual(['counted', 'too_few', 'counted'])
    }))

  it('leaves a past credit alone when the member moves house', () =>
    inEvening({ going: 3, present: 3 }, async (e, db) => {
      await closeActivity(e.ctxAt(at('21:20')), { ...e.recap, ...e.none })
      const before = await totals(db)
      const elsewhere = await buildGroup(db)
      await buildMembership(db, e.members[0] ?? '', elsewhere.id, { joinedOn: '2026-11-11' })
      await projectCounted(e.ctxAt(at('10:00', 12)), e.activity.id)
      expect(await totals(db)).toEqual(before)
    }))

  it('sets aside with a reason and takes back, by an administrator', () =>
    inEvening({ going: 3, present: 3 }, async (e, db) => {
      await closeActivity(e.ctxAt(at('21:20')), { ...e.recap, ...e.none })
      const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]), at('10:00', 12))
      await refusal(excludeActivity(e.ctxAt(at('10:00', 12)), { activityId: e.activity.id, reason: '测试' }), 'forbidden')
      expect(await excludeActivity(admin, { activityId: e.activity.id, reason: '测试' })).toBe('excluded')
      expect(await e.read()).toMatchObject({ excludedReason: '测试' })
      expect(await includeActivity(admin, { activityId: e.activity.id })).toBe('counted')
    }))

  it.each([
    ['kind_not_countable', { kindCode: 'GOVERN' }],
    ['published_late', { publishedAt: at('19:00') }],
  ] as const)('says %s', (reason, over) =>
    inEvening({ going: 3, present: 3, over }, async (e) => {
      expect(await closeActivity(e.ctxAt(at('21:20')), { ...e.recap, ...e.none })).toEqual({ countedReason: reason })
    }),
  )

  it('says host_inactive where the lead host was suspended on that day', () =>
    inEvening({ going: 3, present: 3 }, async (e, db) => {
      await db.insert(groupSuspensions).values({ groupId: e.host.id, fromOn: '2026-11-01', toOn: null, reason: '-' })
      expect(await closeActivity(e.ctxAt(at('21:20')), { ...e.recap, ...e.none })).toEqual({ countedReason: 'host_inactive' })
    }))
})

describe('finaliseDue', () => {
  it('finalises seven days after the end, without no-shows, once, as a job only', () =>
    inEvening({ going: 4, present: 3 }, async (e, db) => {
      const job = (now: Date) => ctxOf(db, { kind: 'system', job: 'attendance/finalise-due' }, now)
      expect(await finaliseDue(job(at('20:59', 17)))).toEqual({ finalised: 0 })
      expect(await finaliseDue(job(at('21:00', 17)))).toEqual({ finalised: 1 })
      expect(await finaliseDue(job(at('21:00', 17)))).toEqual({ finalised: 0 })
      expect(await e.read()).toMatchObject({ status: 'finalised', countedReason: 'no_recap' })
      expect((await e.rsvp(e.members[3]))?.noShowAt).toBeNull()
      await refusal(finaliseDue(e.ctxAt(at('21:00', 17))), 'forbidden')
    }))
})
