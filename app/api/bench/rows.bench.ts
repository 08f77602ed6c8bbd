import { type SQL, sql } from 'drizzle-orm'
import { getDb, rowsOf } from '@/db/client'
import type { LocalText } from '@/db/vocabulary'

export type BareActivity = {
  slug: string
  titles: LocalText
  starts_at: string
  status: string
  capacity: number | null
  taken: number
  venue: LocalText | null
  hosts: { slug: string; names: LocalText }[]
}

const activity = sql`select a.slug, a.titles, a.summaries, a.body, a.starts_at, a.ends_at, a.status, a.capacity, a.cost, a.languages, v.names as venue,
  (select coalesce(sum(1 + r.companions), 0)::int from rsvps r where r.activity_id = a.id and r.status in ('going', 'offered')) as taken,
  (select json_agg(json_build_object('slug', g.slug, 'names', g.names) order by h.position) from hosts h join groups g on g.id = h.group_id where h.activity_id = a.id and h.accepted_at is not null) as hosts
  from activities a left join venues v on v.id = a.venue_id`

const rows = async <T extends Record<string, unknown>>(query: SQL) => rowsOf<T>(await getDb(), query)

/** The rows of the list, from one query. */
export const bareList = (limit: number, days: number) =>
  rows<BareActivity>(sql`${activity} where a.status in ('published', 'cancelled', 'finalised') and a.audience = 'public' and a.excluded_at is null
    and a.starts_at >= now() - interval '1 day' and coalesce(a.ends_at, a.starts_at + interval '2 hours') > now() and a.starts_at < now() + make_interval(days => ${days})
    order by a.starts_at, a.id limit ${limit}`)

export const bareActivity = async (slug: string) => (await rows<BareActivity>(sql`${activity} where a.slug = ${slug}`))[0]

export type BareGroup = {
  slug: string
  names: LocalText
  purpose: LocalText | null
  members: number
  next: { slug: string; titles: LocalText }[] | null
}

/** A group with its next activities, from one query. */
export const bareGroup = async (slug: string) =>
  (
    await rows<BareGroup>(sql`select g.slug, g.names, g.purpose,
      (select count(*)::int from memberships m where m.group_id = g.id and m.status = 'active') as members,
      (select json_agg(n) from (select a.slug, a.titles, a.starts_at from activities a join hosts h on h.activity_id = a.id
        where h.group_id = g.id and h.accepted_at is not null and a.status = 'published' and a.starts_at > now() order by a.starts_at limit 5) n) as next
      from groups g where g.slug = ${slug}`)
  )[0]

/** The first groups with their figures, from one query. */
export const bareGroups = (limit: number) =>
  rows<
    Record<string, unknown>
  >(sql`with page as (select id, slug, names, sort_key from groups where status = 'active' and visibility = 'public' order by sort_key collate "C", id limit ${limit}),
    hosted as (select h.group_id, a.id, a.counted_reason = 'counted' as counted from page p join hosts h on h.group_id = p.id join activities a on a.id = h.activity_id where h.role in ('lead', 'co') and h.accepted_at is not null),
    own as (select group_id, count(*) filter (where counted)::int as counted from hosted group by 1),
    held as (select h.group_id, count(*)::int as n from hosted h join attendances t on t.activity_id = h.id where h.counted group by 1),
    credited as (select t.credited_group_id as group_id, count(*)::int as n, count(distinct t.person_id)::int as people
      from page p join attendances t on t.credited_group_id = p.id join activities a on a.id = t.activity_id where a.counted_reason = 'counted' group by 1)
    select p.slug, p.names, own.counted, held.n as hosted_attendances, credited.n as attendances, credited.people
    from page p left join own on own.group_id = p.id left join held on held.group_id = p.id left join credited on credited.group_id = p.id
    order by p.sort_key collate "C", p.id`)
