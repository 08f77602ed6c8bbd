import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activities, hosts } from '@/db/schema/activities'
import { historyEntries } from '@/db/schema/history'
import { calendarDays } from '@/db/schema/network'
import { notices } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGrant, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { enterPaper } from '../attendance/commands/check-in'
import { closeActivity } from '../attendance/commands/recap'
import { systemActor } from '../auth/actor'
import { getStatistics } from '../statistics/queries/figures'
import { acceptHosting, declineHosting } from './commands/hosting'
import { updateActivity } from './commands/plan'
import { publishActivity } from './commands/publish'
import { approveActivity, askForChanges, escalateReviews } from './commands/review'
import { getDesk } from './queries/desk'
import { getPlan } from './queries/plan'
import { listActivitiesToReview } from './queries/review'
import { updateActivitySchema } from './schema'

const database = testDatabase()
/** Sunday 2026-11-01, 10:00 in Shanghai. */
const now = new Date('2026-11-01T02:00:00Z')
const at = (text: string) => new Date(`${text}+08:00`)

async function buildWorld(db: Db) {
  await buildNetwork(db)
  const [lead, choir] = [await buildGroup(db, { names: { en: 'Readers' } }), await buildGroup(db, { names: { en: 'Choir' } })]
  const [zhao, li, shen, tang] = [await buildPerson(db), await buildPerson(db), await buildPerson(db), await buildPerson(db)]
  await buildGrant(db, zhao.id, 'secretary', 'group', lead.id)
  await buildGrant(db, li.id, 'president', 'group', choir.id)
  await buildGrant(db, shen.id, 'district_admin', 'district', '330106')
  await buildGrant(db, tang.id, 'network_admin', 'network', null)
  return {
    ...{ lead, choir, zhao, li, shen, tang },
    secretary: asPerson(zhao, [groupGrant('secretary', lead.id)]),
    choirPresident: asPerson(li, [groupGrant('president', choir.id)]),
    district: asPerson(shen, [{ role: 'district_admin', scopeType: 'district', scopeId: '330106' }]),
    network: asPerson(tang, [networkGrant('network_admin')]),
    auditor: asPerson(tang, [networkGrant('auditor')]),
  }
}
type World = Awaited<ReturnType<typeof buildWorld>>
function scene(name: string, run: (world: World, db: Db) => Promise<void>) {
  it(name, () => rolledBack(database.db, async (db) => run(await buildWorld(db), db)))
}
const told = async (db: Db, kind: string) =>
  (
    await db
      .select({ to: notices.recipientId, ids: notices.ids })
      .from(notices)
      .where(and(eq(notices.kind, kind), eq(notices.channel, 'in_app')))
  ).map(({ to, ids }) => [to, ids])
const flagged = (db: Db, world: World, over: Partial<typeof activities.$inferInsert> = {}) =>
  buildActivity(db, [world.lead.id], { status: 'submitted', publishedAt: null, riskFlags: ['fee'], submittedAt: now, ...over })
const job = (db: Db, when: Date) => ctxOf(db, systemActor('activities/escalate-reviews'), when)

describe('a review', () => {
  scene('unanswered for three working days is told to the network, once, holidays and make-up days heeded', async (world, db) => {
    // Submitted on Friday 6 November; Saturday is a make-up working day, Monday a holiday: the third is Wednesday.
    await db.insert(calendarDays).values([
      { day: '2026-11-07', names: { en: 'make-up' }, working: true },
      { day: '2026-11-09', names: { en: 'holiday' }, working: false },
    ])
    const { id } = await flagged(db, world, { submittedAt: at('2026-11-06T10:00') })
    expect(await escalateReviews(job(db, at('2026-11-10T23:30')))).toBe(0)
    expect(await escalateReviews(job(db, at('2026-11-11T00:30')))).toBe(1)
    expect(await escalateReviews(job(db, at('2026-11-12T00:30')))).toBe(0)
    expect(await told(db, 'activity_review_overdue')).toEqual([[world.tang.id, {}]])
    const [entry] = await db.select().from(historyEntries).where(eq(historyEntries.subjectId, id))
    expect(entry).toMatchObject({ verb: 'activity.review_escalated', actorKind: 'activities/escalate-reviews' })
    const item = (await listActivitiesToReview(ctxOf(db, world.network, at('2026-11-11T00:30'))))[0]
    expect(item).toMatchObject({ waitsFor: 'network', mayDecide: true, escalatedAt: at('2026-11-11T00:30') })
  })

  scene('sent back and submitted again may be told again', async (world, db) => {
    const { id } = await flagged(db, world, { submittedAt: at('2026-10-01T10:00'), place: { en: 'Lake' } })
    await escalateReviews(job(db, now))
    await askForChanges(ctxOf(db, world.district), { activityId: id, reason: 'How much?' })
    await publishActivity(ctxOf(db, world.secretary), { activityId: id })
    const [row] = await db.select().from(activities).where(eq(activities.id, id))
    expect(row).toMatchObject({ status: 'submitted', submittedAt: now, reviewEscalatedAt: null })
  })

  scene('is no job of a person', async (world, db) => {
    await flagged(db, world, { submittedAt: at('2026-10-01T10:00') })
    await expect(escalateReviews(ctxOf(db, world.secretary))).rejects.toMatchObject({ code: 'forbidden' })
  })

  scene('approves what the reviewer saw, not what it has become since', async (world, db) => {
    const { id } = await flagged(db, world, { place: { en: 'Lake' } })
    const seen = async () => (await listActivitiesToReview(ctxOf(db, world.district)))[0]?.updatedAt.toISOString()
    const before = await seen()
    const secretary = ctxOf(db, world.secretary, new Date(now.getTime() + 1000))
    const { values } = await getPlan(secretary, id)
    await updateActivity(secretary, updateActivitySchema.parse({ ...values, activityId: id, cost: { en: '500 yuan' } }))
    const approve = (seenAt?: string) => approveActivity(ctxOf(db, world.district), { activityId: id, seenAt })
    await expect(approve(before)).rejects.toMatchObject({ code: 'conflict' })
    expect(await approve(await seen())).toEqual({ id })
  })

  scene('in public for over 1,000 people wants a permit before it is approved', async (world, db) => {
    const { id } = await flagged(db, world, { capacity: 1200, riskFlags: ['over_200'], place: { en: 'Lake' } })
    await expect(approveActivity(ctxOf(db, world.district), { activityId: id })).rejects.toMatchObject({ code: 'permit_missing' })
    expect((await listActivitiesToReview(ctxOf(db, world.district)))[0]).toMatchObject({ permitMissing: true, waitsFor: 'district' })
    const { values } = await getPlan(ctxOf(db, world.secretary), id)
    await updateActivity(
      ctxOf(db, world.secretary),
      updateActivitySchema.parse({ ...values, activityId: id, permitReference: 'HZ-2026-17' }),
    )
    await approveActivity(ctxOf(db, world.district), { activityId: id })
    const [row] = await db.select().from(activities).where(eq(activities.id, id))
    expect(row).toMatchObject({ status: 'published', permitReference: 'HZ-2026-17' })
    const without = updateActivitySchema.parse({ ...values, activityId: id, permitReference: undefined })
    await expect(updateActivity(ctxOf(db, world.secretary), without)).rejects.toMatchObject({ code: 'permit_missing' })
  })

  scene('is read by the auditor, and decided by neither her nor who organizes it', async (world, db) => {
    await flagged(db, world, { createdById: world.shen.id })
    const asked = async (actor: World['district']) =>
      (await listActivitiesToReview(ctxOf(db, actor))).map(({ own, mayDecide }) => ({ own, mayDecide }))
    expect(await asked(world.auditor)).toEqual([{ own: false, mayDecide: false }])
    expect(await asked(world.district)).toEqual([{ own: true, mayDecide: false }])
    expect(await asked(world.network)).toEqual([{ own: false, mayDecide: true }])
    expect(await asked(world.secretary)).toEqual([])
  })
})

describe('hosting together', () => {
  const ask = async (db: Db, world: World, activityId: string, over: { coHostIds?: string[]; supportIds?: string[] }) => {
    const { values } = await getPlan(ctxOf(db, world.secretary), activityId)
    await updateActivity(ctxOf(db, world.secretary), updateActivitySchema.parse({ ...values, activityId, ...over }))
  }
  const hosting = (db: Db, activityId: string) =>
    db
      .select({ groupId: hosts.groupId, role: hosts.role, acceptedAt: hosts.acceptedAt })
      .from(hosts)
      .where(eq(hosts.activityId, activityId))
      .orderBy(hosts.position)

  scene('tells the asked group, then the lead of its answer, and the asked of a withdrawal', async (world, db) => {
    const { id } = await buildActivity(db, [world.lead.id], { place: { en: 'Lake' } })
    await ask(db, world, id, { coHostIds: [world.choir.id] })
    expect(await told(db, 'activity_hosting_asked')).toEqual([[world.li.id, { groupId: world.lead.id }]])
    const desk = await getDesk(ctxOf(db, world.choirPresident))
    expect(desk.waiting.map((one) => [one.kind, one.key])).toEqual([['hosting', `hosting ${id}`]])
    const answer = { activityId: id, groupId: world.choir.id }
    await acceptHosting(ctxOf(db, world.choirPresident), answer)
    expect(await told(db, 'activity_hosting_accepted')).toEqual([[world.zhao.id, { groupId: world.choir.id }]])
    expect((await getDesk(ctxOf(db, world.choirPresident))).waiting).toEqual([])
    const withdrawable = async (actor: World['secretary']) => (await getPlan(ctxOf(db, actor), id)).withdrawable.map((host) => host.id)
    expect(await withdrawable(world.choirPresident)).toEqual([world.choir.id])
    expect(await withdrawable(world.secretary)).toEqual([])
    await declineHosting(ctxOf(db, world.choirPresident), answer)
    expect(await told(db, 'activity_hosting_declined')).toEqual([[world.zhao.id, { groupId: world.choir.id }]])
    // Who has declined is not told again when she is left out; who was asked is.
    await ask(db, world, id, { coHostIds: [] })
    expect(await told(db, 'activity_hosting_withdrawn')).toEqual([])
    await ask(db, world, id, { coHostIds: [world.choir.id] })
    await ask(db, world, id, { coHostIds: [] })
    expect(await told(db, 'activity_hosting_withdrawn')).toEqual([[world.li.id, { groupId: world.lead.id }]])
  })

  scene('keeps a yes through an edit, and asks again for another role', async (world, db) => {
    const { id } = await buildActivity(db, [world.lead.id], { place: { en: 'Lake' } })
    await ask(db, world, id, { supportIds: [world.choir.id] })
    await acceptHosting(ctxOf(db, world.choirPresident), { activityId: id, groupId: world.choir.id })
    await ask(db, world, id, {})
    expect((await hosting(db, id))[1]).toEqual({ groupId: world.choir.id, role: 'support', acceptedAt: now })
    await ask(db, world, id, { coHostIds: [world.choir.id], supportIds: [] })
    expect((await hosting(db, id))[1]).toEqual({ groupId: world.choir.id, role: 'co', acceptedAt: null })
    expect(await told(db, 'activity_hosting_withdrawn')).toEqual([])
  })

  scene('is credited only after the yes', async (world, db) => {
    const hold = async (answer: 'accepted' | 'none') => {
      const { id } = await buildActivity(db, [world.lead.id], { startsAt: at('2026-11-10T19:00'), place: { en: 'Lake' } })
      await ask(db, world, id, { coHostIds: [world.choir.id] })
      if (answer === 'accepted') await acceptHosting(ctxOf(db, world.choirPresident), { activityId: id, groupId: world.choir.id })
      const came = [await buildPerson(db), await buildPerson(db), await buildPerson(db)].map((person) => person.id)
      for (const personId of came) await db.insert(rsvps).values({ activityId: id, personId, placedById: personId, status: 'going' })
      await enterPaper(ctxOf(db, world.secretary, at('2026-11-10T19:10')), { activityId: id, personIds: came })
      const ending = { activityId: id, noShows: [], excused: [], wereHere: [], texts: { zh: '记' }, guests: 0 }
      await closeActivity(ctxOf(db, world.secretary, at('2026-11-11T09:00')), ending)
      return id
    }
    const figures = async () => {
      const { total, parts } = await getStatistics(
        ctxOf(db, world.network, at('2026-11-12T10:00')),
        { fromOn: '2026-11-01', toOn: '2026-11-30' },
        'group',
        'full',
      )
      return { total: total.activities, choir: parts.find((part) => part.key === world.choir.id)?.activities ?? 0 }
    }
    const id = await hold('none')
    expect(await figures()).toEqual({ total: 1, choir: 0 })
    await expect(acceptHosting(ctxOf(db, world.choirPresident), { activityId: id, groupId: world.choir.id })).rejects.toMatchObject({
      code: 'activity_finalised',
    })
    await hold('accepted')
    expect(await figures()).toEqual({ total: 2, choir: 1 })
  })
})
