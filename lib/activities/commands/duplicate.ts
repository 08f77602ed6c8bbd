import { and, eq, getTableColumns, isNull, ne } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { localDate } from '../../time/zones'
import { type ActivitySubject, lockActivity } from '../queries'
import { nextTime, zoneOf } from '../rules'
import type { activityIdSchema } from '../schema'
import { setHosts } from './hosting'
import { bookSpace } from './space'
import { freeSlug, newWallSecret } from './values'

/** A new draft with the same texts, place and hosts, four weeks on; a space that is taken then is left open. */
export function duplicateActivity(ctx: Ctx, { activityId }: z.output<typeof activityIdSchema>): Promise<{ id: string; slug: string }> {
  return inTransaction(ctx, async (ctx) => {
    const from = await lockActivity(ctx, activityId)
    authorize(ctx.actor, 'activity:duplicate', from)
    const columns = await copyOf(ctx, from)
    const slug = await freeSlug(ctx, from.titles, columns.reportedOn)
    const [made] = await ctx.db
      .insert(activities)
      .values({ ...columns, slug, createdById: personIdOf(ctx.actor), createdAt: ctx.now })
      .returning({ id: activities.id })
    const id = made?.id as string
    await copyHosts(ctx, from, id)
    await bookIfFree(ctx, { id, spaceId: columns.spaceId, startsAt: columns.startsAt, endsAt: columns.endsAt }, from.leadGroupId)
    await record(ctx, 'activity.duplicated', { type: 'activity', id }, { fromId: from.id })
    return { id, slug }
  })
}

async function copyOf(ctx: Ctx, from: ActivitySubject) {
  const network = await getNetwork(ctx)
  const zone = zoneOf(from, network.zone)
  const startsAt = nextTime(from.startsAt, zone, ctx.now)
  const shifted = (at: Date | null) => at && new Date(at.getTime() + startsAt.getTime() - from.startsAt.getTime())
  const { titles, summaries, body, kindCode, tags, mode, venueId, spaceId, place, placeDirections, placeLng, placeLat, placeDatum } = from
  const { joiningLink, cost, contact, bring, accessNotes, capacity, expectedSize, rsvpMode, audience, companionsAllowed, questions } = from
  const { offerMinutes, doorOpensMinutes, doorClosesMinutes, lateAfterMinutes, checkInSources, checkOutAsked, languages, riskFlags } = from
  return {
    ...{ titles, summaries, body, kindCode, tags, mode, venueId, spaceId, place, placeDirections, placeLng, placeLat, placeDatum },
    ...{ joiningLink, cost, contact, bring, accessNotes, capacity, expectedSize, rsvpMode, audience, companionsAllowed, questions },
    ...{
      offerMinutes,
      doorOpensMinutes,
      doorClosesMinutes,
      lateAfterMinutes,
      checkInSources,
      checkOutAsked,
      languages,
      riskFlags,
    },
    minimumHeadCount: network.rules.minimumHeadCount,
    districtCode: from.districtCode,
    search: from.search,
    zone,
    startsAt,
    endsAt: shifted(from.endsAt),
    rsvpOpensAt: shifted(from.rsvpOpensAt),
    rsvpClosesAt: shifted(from.rsvpClosesAt),
    cancelUntil: shifted(from.cancelUntil),
    reportedOn: localDate(startsAt, network.zone),
    status: 'draft' as const,
    wallSecret: newWallSecret(),
  }
}

async function copyHosts(ctx: Ctx, from: ActivitySubject, id: string): Promise<void> {
  await ctx.db.insert(hosts).values({ activityId: id, groupId: from.leadGroupId, role: 'lead', position: 0, acceptedAt: ctx.now })
  const others = await ctx.db
    .select({ group: getTableColumns(groups), role: hosts.role })
    .from(hosts)
    .innerJoin(groups, eq(groups.id, hosts.groupId))
    .where(and(eq(hosts.activityId, from.id), ne(hosts.role, 'lead'), isNull(hosts.declinedAt), eq(groups.status, 'active')))
    .orderBy(hosts.position)
  const asked = others.map(({ group, role }) => ({ group, role: role === 'support' ? ('support' as const) : ('co' as const) }))
  await setHosts(ctx, id, from.leadGroupId, asked)
}

async function bookIfFree(ctx: Ctx, activity: Parameters<typeof bookSpace>[1], leadGroupId: string): Promise<void> {
  if (!activity.spaceId) return
  try {
    await inTransaction(ctx, (ctx) => bookSpace(ctx, activity, leadGroupId))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await ctx.db.update(activities).set({ spaceId: null }).where(eq(activities.id, activity.id))
  }
}
