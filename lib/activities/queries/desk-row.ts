import { sql } from 'drizzle-orm'
import { activities } from '@/db/schema/activities'
import { venues } from '@/db/schema/venues'
import { seatsTaken, shownZone, waitlistedCount } from './conditions'

const leadId = sql<string>`(select h.group_id from hosts h where h.activity_id = ${activities.id} and h.role = 'lead')`

/** An activity as desks and review queues list it; left join `venues`. `zone` is the network's. */
export const deskRow = (zone: string) => ({
  id: activities.id,
  slug: activities.slug,
  titles: activities.titles,
  startsAt: activities.startsAt,
  endsAt: activities.endsAt,
  zone: shownZone(zone),
  status: activities.status,
  statusReason: activities.statusReason,
  capacity: activities.capacity,
  seatsTaken,
  waitlisted: waitlistedCount,
  leadGroupId: leadId,
  venueNames: venues.names,
})

/** When it ends; two hours after the start where that is unknown. */
export const endOf = sql<Date>`coalesce(${activities.endsAt}, ${activities.startsAt} + interval '2 hours')`
export const ended = (now: Date) => sql`${endOf} <= ${now.toISOString()}::timestamptz`
