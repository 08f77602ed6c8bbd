import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { grants } from '@/db/schema/accounts'
import { allianceMembers, groupSuspensions, groups, membershipPeriods, memberships } from '@/db/schema/groups'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { enqueue } from '../../jobs/enqueue'
import { getNetwork } from '../../network/queries'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { searchVector } from '../../search/bigrams'
import { sortKeyOf } from '../../search/sort-key'
import { localDate } from '../../time/zones'
import { officersOf } from '../commands'
import { releaseGroupBookingsJob } from '../jobs'
import { hasOpenActivities, isListedVenue, lockGroup } from '../queries'
import type { dissolveGroupSchema, editGroupSchema, groupIdSchema, groupPageSchema, suspendGroupSchema } from '../schema'

type Page = z.output<typeof groupPageSchema>

/** The columns that a group's page says, with what follows from them: how it sorts and by what it is found. */
export function pageColumns(page: Page) {
  const names = page.names as LocalText
  return {
    names,
    shortName: page.shortName,
    purpose: page.purpose,
    joinMode: page.joinMode,
    visibility: page.visibility,
    roleMailbox: page.roleMailbox ?? null,
    homeVenueId: page.homeVenueId ?? null,
    foundedOn: page.foundedOn ?? null,
    sortKey: sortKeyOf(names.zh ?? names.en ?? ''),
    search: searchVector(...Object.values(names), ...Object.values(page.purpose ?? {})) as unknown as string,
  }
}

/** What the group says of itself, as its officers write it; its address stays. */
export function editGroup(ctx: Ctx, { groupId, ...page }: z.output<typeof editGroupSchema>): Promise<{ slug: string }> {
  return inTransaction(ctx, async (ctx) => {
    const group = await lockGroup(ctx, groupId)
    authorize(ctx.actor, 'group:edit', group)
    if (group.status === 'dissolved') throw new AppError('group_dissolved')
    if (page.homeVenueId && !(await isListedVenue(ctx, page.homeVenueId))) throw new AppError('invalid_input', { homeVenueId: 'invalid' })
    await ctx.db
      .update(groups)
      .set({ ...pageColumns(page), updatedAt: ctx.now })
      .where(eq(groups.id, groupId))
    await record(ctx, 'group.edited', { type: 'group', id: groupId })
    return { slug: group.slug }
  })
}

/** Suspends a group until `toOn` (exclusive) or until lifted: it publishes nothing meanwhile. Its officers are told why. */
export function suspendGroup(ctx: Ctx, { groupId, reason, toOn }: z.output<typeof suspendGroupSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const group = await lockGroup(ctx, groupId)
    authorize(ctx.actor, 'group:suspend', group)
    const today = localDate(ctx.now, (await getNetwork(ctx)).zone)
    if (toOn && toOn <= today) throw new AppError('invalid_input', { toOn: 'date_past' })
    if (group.status !== 'active' || (await openSuspensions(ctx, groupId, today)).length > 0) throw new AppError('conflict')
    await ctx.db
      .insert(groupSuspensions)
      .values({ groupId, fromOn: today, toOn: toOn ?? null, reason, decidedById: personIdOf(ctx.actor), createdAt: ctx.now })
    await ctx.db.update(groups).set({ statusReason: reason, updatedAt: ctx.now }).where(eq(groups.id, groupId))
    await record(ctx, 'group.suspended', { type: 'group', id: groupId }, { toOn: toOn ?? null })
    await notify(ctx, { to: await officersOf(ctx, groupId), kind: 'group_suspended', about: { type: 'group', id: groupId } })
    return { id: groupId }
  })
}

/** Ends a suspension today. */
export function liftGroupSuspension(ctx: Ctx, { groupId }: z.output<typeof groupIdSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const group = await lockGroup(ctx, groupId)
    authorize(ctx.actor, 'group:suspend', group)
    const today = localDate(ctx.now, (await getNetwork(ctx)).zone)
    const open = await openSuspensions(ctx, groupId, today)
    if (open.length === 0) throw new AppError('conflict')
    await ctx.db
      .update(groupSuspensions)
      .set({ toOn: today })
      .where(
        inArray(
          groupSuspensions.id,
          open.map((s) => s.id),
        ),
      )
    await ctx.db.update(groups).set({ statusReason: null, updatedAt: ctx.now }).where(eq(groups.id, groupId))
    await record(ctx, 'group.lifted', { type: 'group', id: groupId })
    await notify(ctx, { to: await officersOf(ctx, groupId), kind: 'group_lifted', about: { type: 'group', id: groupId } })
    return { id: groupId }
  })
}

/**
 * Dissolves a group: memberships, terms and alliances end today, what it had booked is given back, the page and all records
 * stay, everybody who belonged is told. Throws `group_has_activities` while it leads one that is not over: whoever signed up is told first, by cancelling.
 */
export function dissolveGroup(ctx: Ctx, { groupId, reason }: z.output<typeof dissolveGroupSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const group = await lockGroup(ctx, groupId)
    authorize(ctx.actor, 'group:dissolve', group)
    if (group.status !== 'active') throw new AppError('group_dissolved')
    if (await hasOpenActivities(ctx, groupId)) throw new AppError('group_has_activities')
    const today = localDate(ctx.now, (await getNetwork(ctx)).zone)
    const officers = await officersOf(ctx, groupId)
    const ended = await endMemberships(ctx, groupId, today)
    await ctx.db
      .update(grants)
      .set({ endsAt: sql`greatest(${grants.startsAt}, ${ctx.now.toISOString()}::timestamptz)`, updatedAt: ctx.now })
      .where(and(eq(grants.scopeType, 'group'), eq(grants.scopeId, groupId), or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now))))
    await ctx.db
      .update(allianceMembers)
      .set({ toOn: today })
      .where(and(or(eq(allianceMembers.allianceId, groupId), eq(allianceMembers.groupId, groupId)), isNull(allianceMembers.toOn)))
    await ctx.db
      .update(groups)
      .set({ status: 'dissolved', dissolvedOn: today, statusReason: reason, updatedAt: ctx.now })
      .where(eq(groups.id, groupId))
    await record(ctx, 'group.dissolved', { type: 'group', id: groupId }, { members: ended.length })
    await enqueue(ctx, releaseGroupBookingsJob, { groupId })
    await notify(ctx, { to: [...officers, ...ended], kind: 'group_dissolved', about: { type: 'group', id: groupId } })
    return { id: groupId }
  })
}

const openSuspensions = (ctx: Ctx, groupId: string, today: string) =>
  ctx.db
    .select({ id: groupSuspensions.id })
    .from(groupSuspensions)
    .where(and(eq(groupSuspensions.groupId, groupId), or(isNull(groupSuspensions.toOn), gt(groupSuspensions.toOn, today))))

async function endMemberships(ctx: Ctx, groupId: string, today: string): Promise<string[]> {
  const ended = await ctx.db
    .update(memberships)
    .set({ status: 'left', primary: false, updatedAt: ctx.now })
    .where(and(eq(memberships.groupId, groupId), inArray(memberships.status, ['active', 'suspended', 'applied'])))
    .returning({ personId: memberships.personId })
  await ctx.db
    .update(membershipPeriods)
    .set({ leftOn: today })
    .where(
      and(
        isNull(membershipPeriods.leftOn),
        sql`${membershipPeriods.membershipId} in (select m.id from memberships m where m.group_id = ${groupId})`,
      ),
    )
  return ended.map((m) => m.personId)
}
