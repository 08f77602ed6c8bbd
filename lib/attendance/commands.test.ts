import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { attendances, checkInEntries, corrections } from '@/db/schema/attendance'
import { historyEntries } from '@/db/schema/history'
import { requests } from '@/db/schema/jobs'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import type { ErrorCode } from '../errors'
import { checkInByCode, enterPaper, tickOnRoster, voidCheckIn } from './commands/check-in'
import { addWalkIn } from './commands/walk-in'
import { getCheckIn, wallCode } from './queries/wall'
import { wallMinute } from './rules'

const database = testDatabase()
/** The activity of the factory: 19:00 to 21:00 in Shanghai. */
const at = (time: string, day = 10) => new Date(`2026-11-${day}T${time}:00+08:00`)

async function scene(db: Db, over: Parameters<typeof buildActivity>[2] = {}) {
  await buildNetwork(db)
  const host = await buildGroup(db)
  const activity = await buildActivity(db, [host.id], over)
  const [secretary, member, stranger] = [await buildPerson(db), await buildPerson(db), await buildPerson(db)]
  await buildMembership(db, member.id, host.id, { primary: true })
  return {
    host,
    activity,
    secretary,
    member,
    stranger,
    by: (person: { id: string }, now: Date) => ctxOf(db, asPerson(person), now),
    secretaryAt: (now: Date) => ctxOf(db, asPerson(secretary, [groupGrant('secretary', host.id)]), now),
    going: (personId: string, rest: Partial<typeof rsvps.$inferInsert> = {}) =>
      db.insert(rsvps).values({ activityId: activity.id, personId, placedById: personId, status: 'going', ...rest }),
    attendance: async (personId: string) =>
      (
        await db
          .select()
          .from(attendances)
          .where(and(eq(attendances.activityId, activity.id), eq(attendances.personId, personId)))
      )[0] ?? null,
    entries: (personId: string) => db.select().from(checkInEntries).where(eq(checkInEntries.personId, personId)),
  }
}
const refusal = (promise: Promise<unknown>, code: ErrorCode) => expect(promise).rejects.toMatchObject({ code })
const inScene = (fn: (s: Awaited<ReturnType<typeof scene>>, db: Db) => Promise<void>, over?: Parameters<typeof buildActivity>[2]) =>
  rolledBack(database.db, async (db) => fn(await scene(db, over), db))

describe('checkInByCode', () => {
  const codeAt = (secret: string, now: Date) => wallCode(secret, wallMinute(now))

  it('takes the six digits of this minute, and answers since when on a repeat', () =>
    inScene(async (s) => {
      await s.going(s.member.id)
      const { digits } = codeAt(s.activity.wallSecret, at('18:52'))
      const first = await checkInByCode(s.by(s.member, at('18:52')), { digits })
      expect(first).toMatchObject({ verdict: 'in', inAt: at('18:52'), timeliness: 'on_time', source: 'digits', activityId: s.activity.id })
      const again = await checkInByCode(s.by(s.member, at('18:53')), { digits })
      expect(again).toMatchObject({ verdict: 'already_in', inAt: at('18:52'), entryId: null })
      expect(await s.attendance(s.member.id)).toMatchObject({ grade: 'self', creditedGroupId: s.host.id, away: false, walkInAt: null })
      expect(await s.entries(s.member.id)).toHaveLength(1)
    }))

  it('takes the scanned token of the minute before, not of two before', () =>
    inScene(async (s) => {
      const { token } = codeAt(s.activity.wallSecret, at('18:52'))
      await refusal(checkInByCode(s.by(s.member, at('18:54')), { activityId: s.activity.id, token }), 'wall_code_wrong')
      const scanned = await checkInByCode(s.by(s.member, at('18:53')), { activityId: s.activity.id, token })
      expect(scanned).toMatchObject({ verdict: 'in', source: 'wall_code' })
    }))

  it('keeps a code that was scanned while signed out for ten minutes, with its time', () =>
    inScene(async (s, db) => {
      const { token } = codeAt(s.activity.wallSecret, at('18:52'))
      const visitor = ctxOf(db, { kind: 'visitor' }, at('18:52'))
      const { kept } = await getCheckIn(visitor, s.activity.id, { t: token })
      expect(kept).not.toBeNull()
      const input = { activityId: s.activity.id, kept: kept ?? '' }
      await refusal(checkInByCode(s.by(s.member, at('19:03')), input), 'wall_code_wrong')
      await refusal(checkInByCode(s.by(s.member, at('19:00')), { ...input, kept: input.kept.replace(/^\d/, '9') }), 'wall_code_wrong')
      expect(await checkInByCode(s.by(s.member, at('19:02')), input)).toMatchObject({ verdict: 'in', inAt: at('18:52') })
      expect((await getCheckIn(visitor, s.activity.id, { t: 'forged' })).kept).toBeNull()
    }))

  it('tells of an activity for invited people only who stands before its wall', () =>
    inScene(async (s, db) => {
      await db.update(activities).set({ audience: 'invited' }).where(eq(activities.id, s.activity.id))
      const { token } = codeAt(s.activity.wallSecret, at('18:52'))
      const visitor = ctxOf(db, { kind: 'visitor' }, at('18:52'))
      await refusal(getCheckIn(visitor, s.activity.id, {}), 'not_found')
      await refusal(getCheckIn(visitor, s.activity.id, { t: 'forged' }), 'not_found')
      expect((await getCheckIn(visitor, s.activity.id, { t: token })).kept).not.toBeNull()
    }))

  it('refuses wrong digits, a closed door, a visitor, and guessing', () =>
    inScene(async (s, db) => {
      const { digits } = codeAt(s.activity.wallSecret, at('18:52'))
      const wrong = digits === '123456' ? '654321' : '123456'
      await refusal(checkInByCode(s.by(s.member, at('18:52')), { digits: wrong }), 'wall_code_wrong')
      const early = codeAt(s.activity.wallSecret, at('18:29'))
      await refusal(checkInByCode(s.by(s.member, at('18:29')), { digits: early.digits, activityId: s.activity.id }), 'door_not_open')
      const late = codeAt(s.activity.wallSecret, at('21:16'))
      await refusal(checkInByCode(s.by(s.member, at('21:16')), { digits: late.digits, activityId: s.activity.id }), 'door_closed')
      await refusal(checkInByCode(ctxOf(db, { kind: 'visitor' }, at('18:52')), { digits }), 'sign_in_required')
      for (let i = 0; i < 20; i++) await refusal(checkInByCode(s.by(s.stranger, at('18:52')), { digits: wrong }), 'wall_code_wrong')
      await refusal(checkInByCode(s.by(s.stranger, at('18:52')), { digits }), 'too_many_requests')
    }))

  it('refuses the door of what was cancelled, and hides what was never published', () =>
    inScene(
      async (s, db) => {
        const { digits } = codeAt(s.activity.wallSecret, at('18:52'))
        const input = { digits, activityId: s.activity.id }
        await refusal(checkInByCode(s.by(s.member, at('18:52')), input), 'activity_cancelled')
        await db.update(activities).set({ status: 'draft', cancelledAt: null }).where(eq(activities.id, s.activity.id))
        await refusal(checkInByCode(s.by(s.member, at('18:52')), input), 'not_found')
      },
      { status: 'cancelled', cancelledAt: at('12:00') },
    ))
})

describe('tickOnRoster', () => {
  it('makes two helpers one attendance with two witnesses', () =>
    inScene(async (s, db) => {
      await s.going(s.member.id)
      const helper = await buildPerson(db)
      const helperCtx = ctxOf(db, asPerson(helper, [{ role: 'door_helper', scopeType: 'activity', scopeId: s.activity.id }]), at('18:50'))
      const tick = { activityId: s.activity.id, personId: s.member.id }
      expect(await tickOnRoster(s.secretaryAt(at('18:52')), tick)).toMatchObject({ verdict: 'in', source: 'roster' })
      expect(await tickOnRoster(helperCtx, tick)).toMatchObject({ verdict: 'already_in', inAt: at('18:50') })
      expect(await tickOnRoster(helperCtx, tick)).toMatchObject({ verdict: 'already_in', entryId: null })
      expect(await s.entries(s.member.id)).toHaveLength(2)
      expect(await s.attendance(s.member.id)).toMatchObject({ inAt: at('18:50'), grade: 'witnessed' })
    }))

  it('is refused to oneself, to strangers of the group, and for people who are not expected', () =>
    inScene(async (s) => {
      await s.going(s.secretary.id)
      const ctx = s.secretaryAt(at('18:52'))
      await refusal(tickOnRoster(ctx, { activityId: s.activity.id, personId: s.secretary.id }), 'own_attendance')
      await refusal(tickOnRoster(ctx, { activityId: s.activity.id, personId: s.stranger.id }), 'not_found')
      await refusal(tickOnRoster(s.by(s.member, at('18:52')), { activityId: s.activity.id, personId: s.member.id }), 'forbidden')
    }))

  it('is a recorded correction after the door, by the organizer only, for seven days', () =>
    inScene(async (s, db) => {
      await s.going(s.member.id)
      const tick = { activityId: s.activity.id, personId: s.member.id }
      const helper = asPerson(await buildPerson(db), [{ role: 'door_helper', scopeType: 'activity', scopeId: s.activity.id }])
      await refusal(tickOnRoster(ctxOf(db, helper, at('22:00')), tick), 'forbidden')
      await refusal(tickOnRoster(s.secretaryAt(at('21:01', 17)), tick), 'correction_too_late')
      await tickOnRoster(s.secretaryAt(at('22:00')), tick)
      expect(await s.attendance(s.member.id)).toMatchObject({ grade: 'corrected', inAt: at('19:00'), timeliness: 'unknown' })
      expect(await db.select().from(corrections)).toMatchObject([{ decidedById: s.secretary.id, decision: 'accepted', reason: 'forgot' }])
    }))

  it('notes who had no place as a walk-in, and whom the away member is credited to', () =>
    inScene(async (s, db) => {
      const other = await buildGroup(db)
      await buildMembership(db, s.stranger.id, other.id, { primary: true })
      await s.going(s.stranger.id, { status: 'waitlisted' })
      await tickOnRoster(s.secretaryAt(at('18:52')), { activityId: s.activity.id, personId: s.stranger.id })
      expect(await s.attendance(s.stranger.id)).toMatchObject({ creditedGroupId: other.id, away: true, walkInAt: at('18:52') })
    }))

  it('credits by the memberships of the reported day', () =>
    inScene(async (s, db) => {
      await buildMembership(db, s.stranger.id, s.host.id, { primary: true, joinedOn: '2026-11-11' })
      const left = await buildPerson(db)
      await buildMembership(db, left.id, s.host.id, { primary: true, status: 'left', leftOn: '2026-11-11' })
      for (const personId of [s.stranger.id, left.id]) {
        await s.going(personId)
        await tickOnRoster(s.secretaryAt(at('18:52')), { activityId: s.activity.id, personId })
      }
      expect((await s.attendance(s.stranger.id))?.creditedGroupId).toBeNull()
      expect((await s.attendance(left.id))?.creditedGroupId).toBe(s.host.id)
    }))

  it('records ids only', () =>
    inScene(async (s, db) => {
      await s.going(s.member.id)
      await tickOnRoster(s.secretaryAt(at('18:52')), { activityId: s.activity.id, personId: s.member.id })
      const [entry] = await s.entries(s.member.id)
      expect(await db.select().from(historyEntries)).toMatchObject([
        { verb: 'attendance.checked_in', subjectId: s.activity.id, ids: { personId: s.member.id, entryId: entry?.id, source: 'roster' } },
      ])
    }))
})

describe('voidCheckIn', () => {
  it('undoes by another entry; a re-record stands again', () =>
    inScene(async (s) => {
      await s.going(s.member.id)
      const tick = { activityId: s.activity.id, personId: s.member.id }
      const first = await tickOnRoster(s.secretaryAt(at('18:52')), tick)
      const undo = { ...tick, entryId: first.entryId ?? '', reason: 'wrong_data' as const }
      expect(await voidCheckIn(s.secretaryAt(at('18:53')), undo)).toEqual({ isIn: false })
      expect(await s.attendance(s.member.id)).toBeNull()
      await refusal(voidCheckIn(s.secretaryAt(at('18:53')), undo), 'already_voided')
      await refusal(voidCheckIn(s.secretaryAt(at('18:53')), { ...tick, reason: 'wrong_data' }), 'not_checked_in')
      expect(await tickOnRoster(s.secretaryAt(at('18:55')), tick)).toMatchObject({ verdict: 'in', inAt: at('18:55') })
      expect(await s.entries(s.member.id)).toHaveLength(3)
      expect(await s.attendance(s.member.id)).toMatchObject({ creditedGroupId: s.host.id })
    }))

  it('leaves her in while another witness stands, and takes all away without an entry named', () =>
    inScene(async (s, db) => {
      await s.going(s.member.id)
      const tick = { activityId: s.activity.id, personId: s.member.id }
      const helper = asPerson(await buildPerson(db), [{ role: 'door_helper', scopeType: 'activity', scopeId: s.activity.id }])
      const first = await tickOnRoster(s.secretaryAt(at('18:50')), tick)
      await tickOnRoster(ctxOf(db, helper, at('18:52')), tick)
      const undo = { ...tick, reason: 'duplicate' as const }
      expect(await voidCheckIn(s.secretaryAt(at('18:53')), { ...undo, entryId: first.entryId ?? '' })).toEqual({ isIn: true })
      expect(await s.attendance(s.member.id)).toMatchObject({ inAt: at('18:52') })
      expect(await voidCheckIn(s.secretaryAt(at('18:54')), undo)).toEqual({ isIn: false })
    }))

  it('is refused for oneself, and after seven days', () =>
    inScene(async (s) => {
      const { token } = wallCode(s.activity.wallSecret, wallMinute(at('18:52')))
      await checkInByCode(s.by(s.secretary, at('18:52')), { activityId: s.activity.id, token })
      const own = { activityId: s.activity.id, personId: s.secretary.id, reason: 'other' as const }
      await refusal(voidCheckIn(s.secretaryAt(at('18:53')), own), 'own_attendance')
      await s.going(s.member.id)
      await tickOnRoster(s.secretaryAt(at('18:52')), { activityId: s.activity.id, personId: s.member.id })
      await refusal(voidCheckIn(s.secretaryAt(at('21:01', 17)), { ...own, personId: s.member.id }), 'correction_too_late')
    }))
})

describe('addWalkIn', () => {
  it('makes a new provisional person with a claim code, counted once', () =>
    inScene(async (s, db) => {
      const walked = await addWalkIn(s.secretaryAt(at('18:58')), { activityId: s.activity.id, displayName: '欧阳𬭎' })
      expect(walked).toMatchObject({ verdict: 'in', name: '欧阳𬭎', claimCode: expect.stringMatching(/^[A-Z2-9]{8}$/) })
      const [person] = await db.select().from(people).where(eq(people.id, walked.personId))
      expect(person).toMatchObject({ status: 'provisional', email: null, displayName: '欧阳𬭎' })
      expect(person?.claimCodeHash).not.toContain(walked.claimCode ?? '')
      expect(await s.attendance(walked.personId)).toMatchObject({ walkInAt: at('18:58'), creditedGroupId: null })
      expect(await tickOnRoster(s.secretaryAt(at('19:00')), { activityId: s.activity.id, personId: walked.personId })).toMatchObject({
        verdict: 'already_in',
      })
    }))

  it('is one person when the same request comes again, because the answer was lost', () =>
    inScene(async (s, db) => {
      const input = { activityId: s.activity.id, displayName: '欧阳', requestId: '01890a5d-ac96-774b-bcce-b302099a8057' }
      const first = await addWalkIn(s.secretaryAt(at('18:58')), input)
      const again = await addWalkIn(s.secretaryAt(at('18:59')), input)
      expect(again).toEqual({ ...first, claimCode: null })
      expect(await db.select().from(people).where(eq(people.status, 'provisional'))).toHaveLength(1)
      expect(JSON.stringify(await db.select().from(requests))).not.toContain(first.claimCode)
      await addWalkIn(s.secretaryAt(at('18:59')), { ...input, requestId: '01890a5d-ac96-774b-bcce-b302099a8058' })
      expect(await db.select().from(people).where(eq(people.status, 'provisional'))).toHaveLength(2)
    }))

  it('takes a member of a host, and nobody else by id', () =>
    inScene(async (s) => {
      const ctx = s.secretaryAt(at('18:58'))
      expect(await addWalkIn(ctx, { activityId: s.activity.id, personId: s.member.id })).toMatchObject({ claimCode: null, verdict: 'in' })
      await refusal(addWalkIn(ctx, { activityId: s.activity.id, personId: s.stranger.id }), 'not_found')
    }))
})

describe('enterPaper', () => {
  it('enters a signed sheet for seven days: witnessed, of unknown time', () =>
    inScene(async (s) => {
      await s.going(s.stranger.id)
      const sheet = { activityId: s.activity.id, personIds: [s.member.id, s.stranger.id] }
      await refusal(enterPaper(s.secretaryAt(at('18:00')), sheet), 'door_not_open')
      await refusal(enterPaper(s.secretaryAt(at('21:01', 17)), sheet), 'paper_too_late')
      await refusal(enterPaper(s.secretaryAt(at('10:00', 12)), { ...sheet, personIds: [s.secretary.id] }), 'own_attendance')
      expect(await enterPaper(s.secretaryAt(at('10:00', 12)), sheet)).toEqual({ entered: 2, already: 0 })
      expect(await enterPaper(s.secretaryAt(at('10:01', 12)), sheet)).toEqual({ entered: 0, already: 2 })
      expect(await s.attendance(s.member.id)).toMatchObject({ grade: 'witnessed', source: 'paper', timeliness: 'unknown' })
    }))

  it('is the organizer’s: an administrator who does not organize may not', () =>
    inScene(async (s, db) => {
      const admin = asPerson(s.stranger, [networkGrant('network_admin')])
      await refusal(enterPaper(ctxOf(db, admin, at('22:00')), { activityId: s.activity.id, personIds: [s.member.id] }), 'forbidden')
    }))
})
