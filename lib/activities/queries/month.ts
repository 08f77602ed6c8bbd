import { and, asc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork, getReference } from '../../network/queries'
import type { Person } from '../../policy/actor'
import { can } from '../../policy/can'
import { addDays, instantOf, localParts } from '../../time/zones'
import { assumedEnd } from '../rules'
import type { CalendarFilter } from '../schema'
import { conditionsOf, hostedBy, scopeIds, venueTold } from './conditions'
import { deskRow } from './desk-row'

const MOST = 1000

/** One activity in a calendar: its wall clocks are the network's. */
export type CalendarItem = {
  id: string
  slug: string
  titles: LocalText
  venueNames: LocalText | null
  kindCode: string
  hue: number
  status: string
  /** `YYYY-MM-DDTHH:MM` on the network's clock. */
  startsAt: string
  endsAt: string
  /** Whether this person may move it: its organizer, while it has not started. */
  mayMove: boolean
}

/**
 * The activities that start from `from` up to `to` (not included), past and to come, by the list's filters; with `mine`
 * those the actor answers for, drafts too. At most 1,000. Throws `sign_in_required` for `mine` of a visitor.
 */
export async function listCalendar(ctx: Ctx, { mine, ...filter }: CalendarFilter): Promise<CalendarItem[]> {
  const { zone } = await getNetwork(ctx)
  const { kinds } = await getReference(ctx)
  if (mine && ctx.actor.kind !== 'person') throw new AppError('sign_in_required')
  const condition =
    mine && ctx.actor.kind === 'person'
      ? and(
          ownedBy(ctx.actor),
          isNull(activities.excludedAt),
          gte(activities.startsAt, instantOf(filter.from, '00:00', zone)),
          lt(activities.startsAt, instantOf(filter.to, '00:00', zone)),
        )
      : conditionsOf(ctx, { ...filter, to: addDays(filter.to, -1), any: true }, zone)
  const rows = await ctx.db
    .select({
      ...deskRow(zone),
      kindCode: activities.kindCode,
      audience: activities.audience,
      venueId: activities.venueId,
      districtCode: activities.districtCode,
      told: venueTold,
    })
    .from(activities)
    .leftJoin(venues, eq(venues.id, activities.venueId))
    .where(condition)
    .orderBy(asc(activities.startsAt), asc(activities.id))
    .limit(MOST)
  const clock = (at: Date) => {
    const { date, time } = localParts(at, zone)
    return `${date}T${time}`
  }
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    titles: row.titles,
    venueNames: row.told ? row.venueNames : null,
    kindCode: row.kindCode,
    hue: kinds.find((kind) => kind.code === row.kindCode)?.hue ?? 200,
    status: row.status,
    startsAt: clock(row.startsAt),
    endsAt: clock(assumedEnd(row)),
    mayMove: isMovable(row.status) && row.startsAt > ctx.now && can(ctx.actor, 'activity:postpone', { ...row, hostGroupIds: [] }),
  }))
}

const isMovable = (status: string) => status === 'published' || status === 'draft' || status === 'changes_asked'

function ownedBy(actor: Person) {
  const groupIds = scopeIds(actor, ['president', 'secretary', 'organizer'], 'group')
  const activityIds = scopeIds(actor, ['organizer'], 'activity')
  return or(
    groupIds.length > 0 ? hostedBy(groupIds) : undefined,
    inArray(activities.id, activityIds.length > 0 ? activityIds : ['00000000-0000-0000-0000-000000000000']),
  )
}
