import { and, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import { people } from '@/db/schema/accounts'
import { activities, hosts } from '@/db/schema/activities'
import { attendances, checkInEntries } from '@/db/schema/attendance'
import { memberships } from '@/db/schema/groups'
import { appendEntry, lockDoor, lockPerson } from '../../../attendance/commands/log'
import type { Ctx } from '../../../ctx'
import { personIdOf } from '../../../policy/actor'
import { type AttendanceDraft, keyOf } from '../../rules/drafts'
import type { RowReason } from '../../schema/csv'
import { sourcesOf } from '../sources'
import { readNamed } from './members'
import { badAt, type CsvRun, groupNamed, nothing, type Outcome } from './run'

type Held = { id: string; groupId: string; isHeld: boolean; isPast: boolean }
type Found<T> = { value: T; bad?: undefined } | { bad: RowReason; field: string }

/** Who was at which activity, from paper: entries of the log with the source `import`, back-filled until somebody confirms them. */
export async function putAttendance(ctx: Ctx, run: CsvRun, drafts: AttendanceDraft[]): Promise<Outcome> {
  const outcome = nothing()
  const held = await readActivities(ctx, run, drafts)
  const known = await readPersons(ctx, run, drafts)
  const met = drafts.map((draft) => {
    const activity = activityOf(run, held, draft)
    return { draft, activity, within: activity.bad ? activity : withinOf(run, draft, activity.value.groupId) }
  })
  const named = await readNamed(
    ctx,
    met.flatMap(({ draft, within }) => (within.bad ? [] : [{ draft, groupIds: [within.value] }])),
  )
  const ready: { activityId: string; personId: string }[] = []
  for (const { draft, activity, within } of met) {
    const person = within.bad ? within : personOf(ctx, run, known, named, draft, within.value)
    if (person.bad) outcome.problems.push(badAt(draft, person.field, person.bad))
    else if (!activity.bad) ready.push({ activityId: activity.value.id, personId: person.value })
  }
  const before = await readBefore(ctx, ready)
  const fresh = ready.filter(({ activityId, personId }) => {
    const key = `${activityId}:${personId}`
    const isNew = !before.has(key) && !run.attended.has(key)
    run.attended.add(key)
    if (isNew) outcome.created++
    else outcome.unchanged++
    return isNew
  })
  if (run.isDry) return outcome
  for (const activityId of [...new Set(fresh.map((f) => f.activityId))].sort()) {
    const activity = await lockDoor(ctx, activityId)
    const persons = fresh.filter((f) => f.activityId === activityId).map((f) => f.personId)
    for (const personId of persons.sort()) {
      await lockPerson(ctx, activityId, personId)
      await appendEntry(ctx, activity, {
        personId,
        direction: 'in',
        source: 'import',
        knownAt: activity.startsAt,
        device: { id: `import:${activityId}:${personId}`, sequence: 0 },
      })
    }
  }
  return outcome
}

/** The activities that the rows name, by id at the source, slug, or title; inside what this import may touch. */
async function readActivities(ctx: Ctx, run: CsvRun, drafts: AttendanceDraft[]) {
  const names = [...new Set(drafts.map((d) => d.activity))]
  const keys = names.map((name) => keyOf('activities', run.scope, name, ''))
  const told = await sourcesOf(ctx, 'activity', keys, 'csv')
  const days = [...new Set(drafts.flatMap((d) => d.on ?? []))]
  const found = [
    inArray(activities.slug, names),
    days.length > 0 ? inArray(activities.reportedOn, days) : undefined,
    told.length > 0
      ? inArray(
          activities.id,
          told.flatMap((s) => s.activityId ?? []),
        )
      : undefined,
  ]
  const rows = await ctx.db
    .select({
      id: activities.id,
      slug: activities.slug,
      titles: activities.titles,
      on: activities.reportedOn,
      status: activities.status,
      startsAt: activities.startsAt,
      groupId: hosts.groupId,
    })
    .from(activities)
    .innerJoin(hosts, and(eq(hosts.activityId, activities.id), isNotNull(hosts.acceptedAt), ne(hosts.role, 'support')))
    .where(and(or(...found), run.scope ? eq(hosts.groupId, run.scope) : eq(hosts.role, 'lead')))
  const byName = new Map<string, Map<string, Held>>()
  const add = (name: string, row: (typeof rows)[number]) => {
    const one = {
      id: row.id,
      groupId: row.groupId,
      isHeld: ['published', 'finalised'].includes(row.status),
      isPast: row.startsAt <= ctx.now,
    }
    byName.set(name, (byName.get(name) ?? new Map()).set(row.id, one))
  }
  for (const row of rows) {
    add(row.slug, row)
    for (const title of Object.values(row.titles)) add(`${title.toLowerCase()}|${row.on}`, row)
    for (const source of told) if (source.activityId === row.id) add(`id ${source.externalId}`, row)
  }
  return byName
}

function activityOf(run: CsvRun, held: Map<string, Map<string, Held>>, { activity, on }: AttendanceDraft): Found<Held> {
  const key = keyOf('activities', run.scope, activity, '')
  const met = run.activities.get(key)
  const named = [held.get(`id ${key}`), held.get(activity), on ? held.get(`${activity.toLowerCase()}|${on}`) : undefined]
  const found = named.flatMap((ids) => [...(ids?.values() ?? [])])
  const planned = met ? [met] : [...(run.titled.get(`${activity.toLowerCase()}|${on}`)?.values() ?? [])]
  const all = new Map<string, Held>(
    planned.map((a) => [a.id, { id: a.id, groupId: a.groupId, isHeld: !a.isCancelled && a.isPast, isPast: a.isPast }]),
  )
  for (const one of found) all.set(one.id, one)
  const [only, ...others] = all.values()
  if (!only) return { bad: 'activity_unknown', field: 'activity' }
  if (others.length > 0) return { bad: 'activity_ambiguous', field: 'activity' }
  if (!only.isPast) return { bad: 'activity_to_come', field: 'activity' }
  return only.isHeld ? { value: only } : { bad: 'activity_not_held', field: 'activity' }
}

async function readPersons(ctx: Ctx, run: CsvRun, drafts: AttendanceDraft[]) {
  const keys = drafts.flatMap((d) => (d.values.person ? keyOf('members', run.scope, d.values.person, '') : []))
  const told = new Map((await sourcesOf(ctx, 'person', keys, 'csv')).map((s) => [s.externalId, s.personId as string]))
  const emails = [...new Set(drafts.flatMap((d) => (d.values.email ? String(d.values.email) : [])))]
  // An officer finds by address whom the group has as a member; nobody else answers.
  const rows =
    emails.length === 0
      ? []
      : await ctx.db
          .selectDistinct({ id: people.id, email: people.email })
          .from(people)
          .leftJoin(memberships, eq(memberships.personId, people.id))
          .where(
            and(
              inArray(people.email, emails),
              inArray(people.status, ['active', 'provisional']),
              run.scope ? eq(memberships.groupId, run.scope) : undefined,
            ),
          )
  return { told, byEmail: new Map(rows.map((row) => [String(row.email).toLowerCase(), row.id])) }
}

/** The group within which a name is looked for: the row's, else the host. */
function withinOf(run: CsvRun, { values }: AttendanceDraft, hostId: string): Found<string> {
  if (!values.group || values.person || values.email) return { value: hostId }
  const group = groupNamed(run, String(values.group))
  return group.bad ? { bad: group.bad, field: 'group' } : { value: group.id }
}

function personOf(
  ctx: Ctx,
  run: CsvRun,
  known: Awaited<ReturnType<typeof readPersons>>,
  named: Map<string, string[]>,
  { values: { person, email, name } }: AttendanceDraft,
  within: string,
): Found<string> {
  const field = person ? 'person' : email ? 'email' : 'name'
  const key = keyOf('members', run.scope, person, '')
  const byName = [...new Set([...(run.named.get(`${within}|${String(name)}`) ?? []), ...(named.get(`${within}|${String(name)}`) ?? [])])]
  const id = person
    ? (run.people.get(key)?.id ?? known.told.get(key))
    : email
      ? (known.byEmail.get(String(email)) ?? run.emails.get(String(email)))
      : byName[0]
  if (!id) return { bad: 'person_unknown', field }
  if (field === 'name' && byName.length > 1) return { bad: 'person_ambiguous', field }
  return id === personIdOf(ctx.actor) ? { bad: 'own_attendance', field } : { value: id }
}

/** Who is there already, or was entered by an import before and undone since. */
async function readBefore(ctx: Ctx, ready: { activityId: string; personId: string }[]): Promise<Set<string>> {
  if (ready.length === 0) return new Set()
  const ids = [...new Set(ready.map((r) => r.activityId))]
  const persons = [...new Set(ready.map((r) => r.personId))]
  const here = await ctx.db
    .select({ activityId: attendances.activityId, personId: attendances.personId })
    .from(attendances)
    .where(and(inArray(attendances.activityId, ids), inArray(attendances.personId, persons)))
  const entered = await ctx.db
    .select({ activityId: checkInEntries.activityId, personId: checkInEntries.personId })
    .from(checkInEntries)
    .where(
      and(
        inArray(checkInEntries.activityId, ids),
        inArray(checkInEntries.personId, persons),
        eq(checkInEntries.source, 'import'),
        isNull(checkInEntries.refersToId),
      ),
    )
  return new Set([...here, ...entered].map((row) => `${row.activityId}:${row.personId}`))
}
