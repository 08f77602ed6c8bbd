import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { venues } from '@/db/schema/venues'
import type { Ctx } from '../../ctx'
import { getNetwork } from '../../network/queries'
import { personIdOf } from '../../policy/actor'
import { can } from '../../policy/can'
import { isPermitMissing } from '../rules'
import { deskRow } from './desk-row'

const PAGE = 200

/** The district that decides: the place's, else the lead's. */
const reviewDistrict = sql<string | null>`coalesce(${activities.districtCode}, ${groups.districtCode})`

const rows = (ctx: Ctx, zone: string) =>
  ctx.db
    .select({
      ...deskRow(zone),
      riskFlags: activities.riskFlags,
      submittedAt: activities.submittedAt,
      updatedAt: activities.updatedAt,
      escalatedAt: activities.reviewEscalatedAt,
      createdById: activities.createdById,
      audience: activities.audience,
      expectedSize: activities.expectedSize,
      permitReference: activities.permitReference,
      cost: activities.cost,
      leadNames: groups.names,
      leadShortName: groups.shortName,
      reviewDistrict,
      hasAdministrator: sql<boolean>`exists (select 1 from grants g where g.role = 'district_admin' and g.scope_id = ${reviewDistrict} and g.starts_at <= ${ctx.now.toISOString()}::timestamptz and (g.ends_at is null or g.ends_at > ${ctx.now.toISOString()}::timestamptz))`,
    })
    .from(activities)
    .innerJoin(hosts, and(eq(hosts.activityId, activities.id), eq(hosts.role, 'lead')))
    .innerJoin(groups, eq(groups.id, hosts.groupId))
    .leftJoin(venues, eq(venues.id, activities.venueId))

/**
 * Submitted activities, the longest waiting first, each with its reasons, since when, whether the network was told, and
 * whether the actor may decide it: in a district administrator's district, everywhere for the network and (to read) the
 * auditor. Empty for everybody else; `district` asks for one of them.
 */
export async function listActivitiesToReview(ctx: Ctx, district?: string) {
  const { actor } = ctx
  if (actor.kind !== 'person') return []
  const ofNetwork = actor.grants.some((g) => g.scopeType === 'network' && (g.role === 'network_admin' || g.role === 'auditor'))
  const districts = actor.grants.flatMap((g) => (g.role === 'district_admin' && g.scopeId ? [g.scopeId] : []))
  if (!ofNetwork && districts.length === 0) return []
  const { zone } = await getNetwork(ctx)
  const found = await rows(ctx, zone)
    .where(
      and(
        eq(activities.status, 'submitted'),
        ofNetwork ? undefined : inArray(reviewDistrict, districts),
        district ? eq(reviewDistrict, district) : undefined,
      ),
    )
    .orderBy(asc(activities.submittedAt), asc(activities.id))
    .limit(PAGE)
  return found.map(({ createdById, ...row }) => {
    const hosting = { ...row, venueId: null, districtCode: row.reviewDistrict, hostGroupIds: [row.leadGroupId] }
    const own = createdById === personIdOf(actor) || can(actor, 'activity:edit', hosting)
    return {
      ...row,
      own,
      mayDecide: can(actor, 'activity:review', hosting) && !own,
      permitMissing: isPermitMissing(row),
      waitsFor: row.hasAdministrator && !row.escalatedAt ? ('district' as const) : ('network' as const),
    }
  })
}
export type ActivityToReview = Awaited<ReturnType<typeof listActivitiesToReview>>[number]
