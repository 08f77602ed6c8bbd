import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { grants, people } from '@/db/schema/accounts'
import { groups } from '@/db/schema/groups'
import { calendarDays } from '@/db/schema/network'
import { registrations } from '@/db/schema/registrations'
import { venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { isNamedByApplication } from '../files/own'
import { listGroups } from '../groups/queries'
import { getNetwork } from '../network/queries'
import { personIdOf } from '../policy/actor'
import { authorize, can } from '../policy/can'
import { startOfDay } from '../time/format'
import { workingDaysBefore } from '../time/working-days'
import { addDays, localDate } from '../time/zones'
import { isEditable, isWaiting, waitsFor } from './rules'
import { PAGE_OF_REVIEWS, type ReviewFilter } from './schema'

export type Registration = typeof registrations.$inferSelect
const REVIEW_WORKING_DAYS = 3

/** Who holds the role now, in the district of `code` for districts, without `exceptId`. */
export async function listAdministrators(ctx: Ctx, role: 'district_admin' | 'network_admin', code: string | null, exceptId?: string) {
  const rows = await ctx.db
    .selectDistinct({ personId: grants.personId })
    .from(grants)
    .where(
      and(
        eq(grants.role, role),
        role === 'district_admin' ? eq(grants.scopeId, code ?? '') : undefined,
        exceptId ? ne(grants.personId, exceptId) : undefined,
        lte(grants.startsAt, ctx.now),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
      ),
    )
  return rows.map((row) => row.personId)
}

/** Before this instant what was submitted has waited the district's three working days. */
export async function getOverdueSince(ctx: Ctx): Promise<Date> {
  const { zone } = await getNetwork(ctx)
  const departing = await ctx.db.select({ day: calendarDays.day, working: calendarDays.working }).from(calendarDays)
  return startOfDay(addDays(workingDaysBefore(localDate(ctx.now, zone), REVIEW_WORKING_DAYS, departing), 1), zone)
}

const hasAdministrator = (ctx: Ctx) =>
  sql<boolean>`exists (select 1 from grants g where g.role = 'district_admin' and g.scope_id = ${registrations.districtCode} and g.person_id <> ${registrations.applicantId} and g.starts_at <= ${ctx.now.toISOString()}::timestamptz and (g.ends_at is null or g.ends_at > ${ctx.now.toISOString()}::timestamptz))`

const rowOf = (ctx: Ctx) => ({
  id: registrations.id,
  noun: registrations.noun,
  status: registrations.status,
  draft: registrations.draft,
  districtCode: registrations.districtCode,
  applicantId: registrations.applicantId,
  applicant: people.displayName,
  submittedAt: registrations.submittedAt,
  updatedAt: registrations.updatedAt,
  recommendedAt: registrations.recommendedAt,
  recommendation: registrations.recommendation,
  decidedAt: registrations.decidedAt,
  decisionReason: registrations.decisionReason,
  groupSlug: groups.slug,
  venueSlug: venues.slug,
  hasAdministrator: hasAdministrator(ctx),
})

const rows = (ctx: Ctx) =>
  ctx.db
    .select(rowOf(ctx))
    .from(registrations)
    .innerJoin(people, eq(people.id, registrations.applicantId))
    .leftJoin(groups, eq(groups.id, registrations.groupId))
    .leftJoin(venues, eq(venues.id, registrations.venueId))
    .$dynamic()
type Row = Awaited<ReturnType<typeof rows>>[number]

/** A row with whose word it waits for and what the actor may do with it. */
function shown(ctx: Ctx, row: Row, overdueSince: Date) {
  const isOverdue = row.submittedAt !== null && row.submittedAt < overdueSince
  const waits = waitsFor(row, { hasAdministrator: row.hasAdministrator, isOverdue })
  const foreign = row.applicantId !== personIdOf(ctx.actor)
  return {
    ...row,
    waitsFor: waits,
    isOverdue: isWaiting(row.status) && isOverdue,
    mayEdit: isEditable(row.status) && can(ctx.actor, 'registration:edit', row),
    mayRecommend: foreign && row.status === 'submitted' && can(ctx.actor, 'registration:recommend', row),
    maySendBack: foreign && isWaiting(row.status) && can(ctx.actor, 'registration:sendBack', row),
    mayDecide: foreign && isWaiting(row.status) && can(ctx.actor, 'registration:decide', row),
  }
}
export type ShownRegistration = ReturnType<typeof shown>

/** One application, for its applicant and those who review it; throws `not_found`. */
export async function getRegistration(ctx: Ctx, id: string) {
  if (ctx.actor.kind !== 'person') throw new AppError('sign_in_required')
  const [row] = /^[0-9a-f-]{36}$/.test(id) ? await rows(ctx).where(eq(registrations.id, id)) : []
  if (!row || !can(ctx.actor, 'registration:view', row)) throw new AppError('not_found')
  const { parentId } = row.draft as { parentId?: string }
  const [parent] =
    parentId && /^[0-9a-f-]{36}$/.test(parentId)
      ? await ctx.db.select({ id: groups.id, names: groups.names }).from(groups).where(eq(groups.id, parentId))
      : []
  return { ...shown(ctx, row, await getOverdueSince(ctx)), parent: (parent ?? null) as { id: string; names: LocalText } | null }
}
export type RegistrationDetail = Awaited<ReturnType<typeof getRegistration>>

/** The actor's applications, the last touched first; throws `sign_in_required`. */
export async function listMyRegistrations(ctx: Ctx): Promise<ShownRegistration[]> {
  const me = personIdOf(ctx.actor)
  if (!me) throw new AppError('sign_in_required')
  const mine = await rows(ctx)
    .where(and(eq(registrations.applicantId, me), ne(registrations.status, 'withdrawn')))
    .orderBy(desc(registrations.updatedAt), desc(registrations.id))
    .limit(100)
  const overdueSince = await getOverdueSince(ctx)
  return mine.map((row) => shown(ctx, row, overdueSince))
}

/**
 * The applications that wait, oldest first, of the administrator's own districts or of all for the network and the
 * auditor; with `state` decided, the newest first. Throws `sign_in_required`, `forbidden`.
 */
export async function listReviews(ctx: Ctx, filter: ReviewFilter): Promise<ShownRegistration[]> {
  authorize(ctx.actor, 'network:readReviews', null)
  const grantsOf = ctx.actor.kind === 'person' ? ctx.actor.grants : []
  const all = grantsOf.some((g) => g.role === 'network_admin' || g.role === 'auditor')
  const districts = grantsOf.flatMap((g) => (g.role === 'district_admin' && g.scopeId ? [g.scopeId] : []))
  if (filter.kind === 'activity') return []
  const decided = filter.state === 'decided'
  const found = await rows(ctx)
    .where(
      and(
        inArray(registrations.status, decided ? ['approved', 'refused', 'sent_back'] : ['submitted', 'recommended']),
        filter.kind ? eq(registrations.noun, filter.kind) : undefined,
        filter.district ? eq(registrations.districtCode, filter.district) : undefined,
        all ? undefined : inArray(registrations.districtCode, districts.length > 0 ? districts : ['']),
      ),
    )
    .orderBy(
      ...(decided ? [desc(registrations.updatedAt), desc(registrations.id)] : [asc(registrations.submittedAt), asc(registrations.id)]),
    )
    .limit(PAGE_OF_REVIEWS)
  const overdueSince = await getOverdueSince(ctx)
  return found.map((row) => shown(ctx, row, overdueSince))
}

/**
 * Whether the actor reviews an image: one that its owner put into an application of hers that waits for somebody's word.
 * Nobody else's eyes are on it before the venue is listed.
 */
export async function isImageUnderReview(ctx: Ctx, file: { id: string; ownerId: string }): Promise<boolean> {
  if (ctx.actor.kind !== 'person') return false
  const waiting = await ctx.db
    .select({ applicantId: registrations.applicantId, districtCode: registrations.districtCode })
    .from(registrations)
    .where(isNamedByApplication(file, ['submitted', 'recommended']))
  return waiting.some((registration) => can(ctx.actor, 'registration:view', registration))
}

/** Groups that chapters may stand under, by what was typed. */
export async function listParentChoices(ctx: Ctx, q: string) {
  return q ? (await listGroups(ctx, { q, type: 'association', limit: 8 })).items.map(({ id, names }) => ({ id, names })) : []
}
