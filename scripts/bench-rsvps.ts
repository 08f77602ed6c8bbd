import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { openPostgres, rowsOf } from '@/db/client'
import { asPerson } from '@/db/testing/actors'
import { buildActivity } from '@/db/testing/factories'
import { rsvp } from '@/lib/rsvps/commands/rsvp'

/**
 * RSVP commands through the command layer, 16 at a time, all for one activity (hot) and over 64 (spread), and the same
 * SQL as scripts for pgbench: `tsx scripts/bench-rsvps.ts <database> <folder> <seconds>`. The last line is
 * `{ hot, spread }` in commands per second.
 */
const [url = '', folder = '.', seconds = '8'] = process.argv.slice(2)
const AT_ONCE = 16
const EACH = 5000
const SPREAD = 64
const IN_30_DAYS = new Date(Date.now() + 30 * 86_400_000)

const idOf = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const { db, close } = await openPostgres(url, AT_ONCE)
await db.execute(sql`insert into people (id, display_name, sort_key, locale, email, email_verified_at, status)
  select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'p' || n, 'p' || n, 'zh-CN', 'p' || n || '@bench.example', now(), 'active'
  from generate_series(0, ${AT_ONCE * EACH - 1}) n on conflict do nothing`)
await db.execute(sql`analyze people`)
const [group] = await rowsOf<{ id: string }>(db, sql`select id from groups where status = 'active' order by id limit 1`)

async function plantActivities(count: number): Promise<string[]> {
  const made: string[] = []
  for (let i = 0; i < count; i++) made.push((await buildActivity(db, [group?.id ?? ''], { capacity: null, startsAt: IN_30_DAYS })).id)
  return made
}

/** Commands per second, each of 16 walkers with people of its own. */
async function measure(activities: string[]): Promise<number> {
  let counting = false
  let done = 0
  let over = false
  const walk = async (walker: number) => {
    for (let i = 0; !over && i < EACH; i++) {
      const activityId = activities[(walker * 7 + i) % activities.length] as string
      const ctx = { db, actor: asPerson({ id: idOf(walker * EACH + i) }), now: new Date() }
      await rsvp(ctx, { activityId, companions: 0, companionNames: [], answers: {} })
      if (counting) done++
    }
    if (!over) throw new Error('The people ran out')
  }
  const walkers = Promise.all(Array.from({ length: AT_ONCE }, (_, walker) => walk(walker)))
  await new Promise((go) => setTimeout(go, 1500))
  counting = true
  const since = performance.now()
  await Promise.race([walkers, new Promise((go) => setTimeout(go, Number(seconds) * 1000))])
  const perSecond = done / ((performance.now() - since) / 1000)
  over = true
  await walkers
  return perSecond
}

/** What one command sends, as pgbench sends it; `:i` counts within a client. */
function pgbenchScript(activities: string[]): string {
  const person = `('00000000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid`
  const activity = `(array[${activities.map((id) => `'${id}'`).join(', ')}]::uuid[])[1 + (:client_id::int * 7 + :i::int) % ${activities.length}]`
  return `\\set i :i + 1
\\set n :client_id * ${EACH} + :i
select gen_random_uuid() as rsvp, gen_random_uuid() as notice, ${activity} as activity, ${person} as person \\gset
begin;
select * from activities where id = :activity::uuid for update;
select group_id, role from hosts where activity_id = :activity::uuid and accepted_at is not null and role <> 'support' order by position;
select * from rsvps where activity_id = :activity::uuid and person_id = :person::uuid;
select coalesce(sum(1 + companions) filter (where status in ('going', 'offered')), 0)::int, (min(1 + companions) filter (where status = 'waitlisted'))::int, (count(*) filter (where status = 'waitlisted'))::int from rsvps where activity_id = :activity::uuid and status in ('going', 'offered', 'waitlisted');
insert into rsvps (id, activity_id, person_id, status, placed_by_id, companions, companion_names, answers, created_at, updated_at) values (:rsvp::uuid, :activity::uuid, :person::uuid, 'going', :person::uuid, 0, '{}', '{}', now(), now());
insert into history_entries (id, actor_id, actor_kind, verb, subject_type, subject_id, ids, at) values (gen_random_uuid(), :person::uuid, 'person', 'rsvp.placed', 'rsvp', :rsvp::text, json_build_object('activityId', :activity::text, 'status', 'going', 'seats', 1), now());
with recipients as (select told.*, p.id, p.email, p.locale, case when p.email is null or p.email_verified_at is null then 'no_address' when m.muted_at is not null then 'muted' end suppressed from jsonb_to_recordset(jsonb_build_array(jsonb_build_object('person_id', :person::uuid, 'notice_id', gen_random_uuid(), 'mail_notice_id', :notice::uuid, 'mail_id', gen_random_uuid(), 'not_before', now()))) told (person_id uuid, notice_id uuid, mail_notice_id uuid, mail_id uuid, not_before timestamptz) join people p on p.id = told.person_id and p.status in ('active', 'provisional') left join muted_notices m on m.person_id = p.id and m.kind = 'confirmations'), told as (insert into notices (id, recipient_id, kind, about_type, about_id, ids, channel, outcome, outcome_reason, created_at, updated_at) select notice_id, id, 'rsvp_going', 'activity', :activity::text, jsonb_build_object('rsvpId', :rsvp::text, 'position', null), 'in_app', 'sent', null, now(), now() from recipients union all select mail_notice_id, id, 'rsvp_going', 'activity', :activity::text, jsonb_build_object('rsvpId', :rsvp::text, 'position', null), 'email', case when suppressed is null then 'queued' else 'suppressed' end, suppressed, now(), now() from recipients returning id), mailed as (insert into outbox_messages (id, notice_id, person_id, to_address, locale, template, values, message_id, not_before, created_at, updated_at) select mail_id, mail_notice_id, id, email, locale, 'rsvp_going', jsonb_build_object('rsvpId', :rsvp::text, 'position', null), '<' || mail_notice_id || '@hui>', not_before, now(), now() from recipients where suppressed is null returning id) select count(*)::int from mailed;
commit;
`
}

writeFileSync(join(folder, 'hot.sql'), pgbenchScript(await plantActivities(1)))
writeFileSync(join(folder, 'spread.sql'), pgbenchScript(await plantActivities(SPREAD)))
const hot = await measure(await plantActivities(1))
const spread = await measure(await plantActivities(SPREAD))
console.log(JSON.stringify({ hot, spread }))
await close()
