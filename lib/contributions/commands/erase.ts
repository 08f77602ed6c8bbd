import { createHash } from 'node:crypto'
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { accounts, consents, feedTokens, grants, invitations, people, sessions, signInRequests } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { corrections } from '@/db/schema/attendance'
import { memberExports, membershipPeriods, membershipSuspensions, memberships } from '@/db/schema/groups'
import { importRuns, importUploads, sources } from '@/db/schema/imports'
import { attemptLimits, requests } from '@/db/schema/jobs'
import { mutedNotices, notices, outboxMessages } from '@/db/schema/notices'
import { registrations } from '@/db/schema/registrations'
import { reports } from '@/db/schema/reports'
import { rsvps } from '@/db/schema/rsvps'
import { ownIds } from '../../accounts/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getReference } from '../../network/queries'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { lockRsvp } from '../../rsvps/commands/cancel'
import { setRsvp, settlePlaces } from '../../rsvps/commands/places'
import { localDate } from '../../time/zones'

type Person = typeof people.$inferSelect

/**
 * Erases a person, at her own wish or by the network: a tombstone stays, to which the facts point (check-ins,
 * attendances, RSVPs), so that no total moves. Her places to come go to those who wait. Erasing twice changes nothing.
 * Throws `conflict` when she took a place at the same moment.
 */
export function erasePerson(ctx: Ctx, { personId }: { personId: string }): Promise<{ erasedAt: Date }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'person:erase', { id: personId })
    // Activities are locked before the person, as everywhere.
    const released = await releasePlaces(ctx, personId)
    const [person] = await ctx.db.select().from(people).where(eq(people.id, personId)).for('update')
    if (!person) throw new AppError('not_found')
    if (person.erasedAt) return { erasedAt: person.erasedAt }
    // A place that she took while we waited for her row would stand for nobody.
    if ((await comingOf(ctx, personId)).length > 0) throw new AppError('conflict')
    // Whoever was merged into her is she as well.
    const ids = (await ownIds(ctx, personId)).map(({ id }) => id)
    await endBelonging(ctx, ids)
    await clearWords(ctx, ids)
    await forgetImports(ctx, person, ids)
    await forgetMail(ctx, person, ids)
    await closeDoors(ctx, person, ids)
    await clearPerson(ctx, personId)
    await record(ctx, 'person.erased', { type: 'person', id: personId }, { released })
    return { erasedAt: ctx.now }
  })
}

/** Erases the actor herself, at once. The last network administrator stays (`last_admin`): somebody must answer for the network. */
export function eraseMyself(ctx: Ctx): Promise<{ erasedAt: Date }> {
  return inTransaction(ctx, async (ctx) => {
    const personId = personIdOf(ctx.actor)
    if (!personId) throw new AppError('sign_in_required')
    if (await isLastAdmin(ctx, personId)) throw new AppError('last_admin')
    return erasePerson(ctx, { personId })
  })
}

async function isLastAdmin(ctx: Ctx, personId: string): Promise<boolean> {
  const held = await ctx.db
    .select({ personId: grants.personId })
    .from(grants)
    .where(and(eq(grants.role, 'network_admin'), or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now))))
  return held.some((grant) => grant.personId === personId) && held.every((grant) => grant.personId === personId)
}

async function releasePlaces(ctx: Ctx, personId: string): Promise<number> {
  const coming = await comingOf(ctx, personId)
  for (const { id } of coming) {
    const { activity } = await lockRsvp(ctx, id)
    await setRsvp(ctx, id, { status: 'cancelled', cancelledAt: ctx.now, cancelReason: null, offerExpiresAt: null })
    await record(ctx, 'rsvp.cancelled', { type: 'rsvp', id }, { activityId: activity.id, erased: true })
    await settlePlaces(ctx, activity)
  }
  return coming.length
}

const comingOf = (ctx: Ctx, personId: string) =>
  ctx.db
    .select({ id: rsvps.id })
    .from(rsvps)
    .innerJoin(activities, eq(activities.id, rsvps.activityId))
    .where(
      and(
        eq(rsvps.personId, personId),
        inArray(rsvps.status, ['pending', 'going', 'waitlisted', 'offered']),
        gt(activities.startsAt, ctx.now),
      ),
    )
    .orderBy(asc(rsvps.activityId))

/** Memberships and grants end now; ones that had not begun are deleted. */
async function endBelonging(ctx: Ctx, persons: string[]): Promise<void> {
  const { network } = await getReference(ctx)
  const today = localDate(ctx.now, network?.zone ?? 'UTC')
  const mine = await ctx.db.select({ id: memberships.id }).from(memberships).where(inArray(memberships.personId, persons))
  const ids = mine.map(({ id }) => id)
  await ctx.db
    .update(memberships)
    .set({ status: 'left', note: null })
    .where(and(inArray(memberships.personId, persons), inArray(memberships.status, ['applied', 'active', 'suspended'])))
  await ctx.db.update(memberships).set({ note: null }).where(inArray(memberships.personId, persons))
  if (ids.length > 0) {
    await ctx.db
      .update(membershipPeriods)
      .set({ leftOn: sql`greatest(${membershipPeriods.joinedOn}, ${today}::date)` })
      .where(and(inArray(membershipPeriods.membershipId, ids), isNull(membershipPeriods.leftOn)))
    await ctx.db.update(membershipSuspensions).set({ reason: '' }).where(inArray(membershipSuspensions.membershipId, ids))
  }
  const held = inArray(grants.personId, persons)
  await ctx.db.delete(grants).where(and(held, gt(grants.startsAt, ctx.now)))
  await ctx.db
    .update(grants)
    .set({ endsAt: ctx.now })
    .where(and(held, or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now))))
}

/** What she wrote, or what was written about her. An application of hers that nobody has decided is withdrawn. */
async function clearWords(ctx: Ctx, ids: string[]): Promise<void> {
  await ctx.db.update(rsvps).set({ companionNames: [], answers: {}, cancelReason: null }).where(inArray(rsvps.personId, ids))
  await ctx.db
    .update(corrections)
    .set({ note: null })
    .where(or(inArray(corrections.personId, ids), inArray(corrections.askedById, ids)))
  await ctx.db
    .update(registrations)
    .set({ status: 'withdrawn' })
    .where(and(inArray(registrations.applicantId, ids), inArray(registrations.status, ['draft', 'submitted', 'recommended', 'sent_back'])))
  await ctx.db.update(registrations).set({ draft: {} }).where(inArray(registrations.applicantId, ids))
  await ctx.db.update(memberExports).set({ note: null }).where(inArray(memberExports.askedById, ids))
  await ctx.db.update(reports).set({ note: null }).where(inArray(reports.reporterId, ids))
}

/** Spreadsheets under way that she brought or that name her address, and where she was imported from. */
async function forgetImports(ctx: Ctx, { email }: Person, ids: string[]): Promise<void> {
  const runs = ctx.db.select({ id: importRuns.id }).from(importRuns).where(inArray(importRuns.askedById, ids))
  await ctx.db
    .delete(importUploads)
    .where(or(inArray(importUploads.runId, runs), email ? sql`position(${email} in lower(${importUploads.text})) > 0` : undefined))
  await ctx.db.delete(sources).where(inArray(sources.personId, ids))
}

/** Mails to her and what they were made of; each notice keeps its outcome, what was still queued is suppressed. */
async function forgetMail(ctx: Ctx, { email }: Person, ids: string[]): Promise<void> {
  await ctx.db
    .update(notices)
    .set({ outcome: 'suppressed', outcomeReason: 'erased' })
    .where(and(inArray(notices.recipientId, ids), eq(notices.outcome, 'queued')))
  await ctx.db
    .delete(outboxMessages)
    .where(or(inArray(outboxMessages.personId, ids), email ? eq(outboxMessages.toAddress, email) : undefined))
  await ctx.db.delete(mutedNotices).where(inArray(mutedNotices.personId, ids))
}

/** Every way in, and every stored answer that could name her. */
async function closeDoors(ctx: Ctx, { email, displayName }: Person, ids: string[]): Promise<void> {
  await ctx.db.delete(sessions).where(inArray(sessions.userId, ids))
  await ctx.db.delete(accounts).where(inArray(accounts.userId, ids))
  await ctx.db.delete(feedTokens).where(inArray(feedTokens.personId, ids))
  await ctx.db
    .update(consents)
    .set({ withdrawnAt: ctx.now })
    .where(and(inArray(consents.personId, ids), isNull(consents.withdrawnAt)))
  await ctx.db
    .update(invitations)
    .set({
      email: null,
      revokedAt: sql`case when ${invitations.acceptedAt} is null then ${ctx.now.toISOString()}::timestamptz else ${invitations.revokedAt} end`,
    })
    .where(or(inArray(invitations.acceptedById, ids), email ? eq(invitations.email, email) : undefined))
  await ctx.db
    .update(invitations)
    .set({ revokedAt: ctx.now })
    .where(and(inArray(invitations.invitedById, ids), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
  if (email) {
    await ctx.db.delete(signInRequests).where(eq(signInRequests.email, email))
    await ctx.db.delete(attemptLimits).where(eq(attemptLimits.key, `sign-in-to:${createHash('sha256').update(email).digest('hex')}`))
  }
  const names = (text: string) => sql`position(${text} in ${requests.answer}::text) > 0`
  await ctx.db.delete(requests).where(or(inArray(requests.actor, ids), ...ids.map(names), displayName ? names(displayName) : undefined))
}

const nothing = {
  displayName: '',
  sortKey: '',
  legalName: null,
  email: null,
  emailVerifiedAt: null,
  phoneEncrypted: null,
  phoneHash: null,
  homeDistrictCode: null,
  interests: [],
  skills: [],
  accessNeeds: null,
  visibility: {},
  claimCodeHash: null,
}

/** The person and whoever was merged into her. */
async function clearPerson(ctx: Ctx, personId: string): Promise<void> {
  await ctx.db.update(people).set(nothing).where(eq(people.mergedIntoId, personId))
  await ctx.db
    .update(people)
    .set({ ...nothing, status: 'erased', erasedAt: ctx.now, mergedIntoId: null })
    .where(eq(people.id, personId))
}
