import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { people } from '@/db/schema/accounts'
import { membershipPeriods, memberships } from '@/db/schema/groups'
import type { Ctx } from '../../../ctx'
import { getNetwork } from '../../../network/queries'
import { personIdOf } from '../../../policy/actor'
import { sortKeyOf } from '../../../search/sort-key'
import type { MemberDraft } from '../../rules/drafts'
import { keep, sourcesOf } from '../sources'
import { changePhones, phoneKey, phonesFor, readByPhone } from './phones'
import { badAt, type CsvRun, groupNamed, nothing, type Outcome } from './run'

type Here = { id: string; name: string; email: string | null; status: string }
type Placed = {
  draft: MemberDraft
  groupIds: string[]
  person: Here
  isNew: boolean
  isTold: boolean
  sourceId: string | null
  isChanged: boolean
}

/**
 * Members: who is known by the row's id, by the address, by phone and name, or by name within the group is that person; anybody else
 * becomes a provisional one, whom signing in with that address makes an account. Nobody is written to.
 */
export async function putMembers(ctx: Ctx, run: CsvRun, drafts: MemberDraft[]): Promise<Outcome> {
  const outcome = nothing()
  const grouped = drafts.flatMap((draft) => {
    const found = (draft.groups.length > 0 ? draft.groups : [null]).map((name) => groupNamed(run, name))
    const bad = found.find((f) => f.bad)
    if (bad?.bad) outcome.problems.push(badAt(draft, 'group', bad.bad))
    return bad ? [] : [{ draft, groupIds: [...new Set(found.flatMap((f) => (f.bad ? [] : f.id)))] }]
  })
  const placed = await recognise(ctx, run, grouped, outcome)
  const holds = await membershipsOf(ctx, placed)
  const added: { id: string; personId: string; groupId: string; draft: MemberDraft; primary: boolean }[] = []
  const dated: { membershipId: string; joinedOn: string }[] = []
  const reopened: { membershipId: string; joinedOn: string }[] = []
  for (const { draft, person, groupIds, isNew, isChanged } of placed) {
    let isMoved = false
    let isMore = isNew
    for (const groupId of groupIds) {
      const key = `${person.id}|${groupId}`
      const mine = holds.get(key)
      if (!mine && !run.memberships.has(key)) {
        const primary = !draft.leftOn && !run.primaries.has(person.id) && !holds.has(`${person.id}|primary`)
        if (primary) run.primaries.add(person.id)
        added.push({ id: newId(), personId: person.id, groupId, draft, primary })
        isMore = true
      } else if (mine?.status === 'applied') {
        reopened.push({ membershipId: mine.id, joinedOn: draft.joinedOn ?? run.today })
        isMoved = true
      } else if (mine?.status === 'active' && draft.joinedOn && mine.joinedOn !== draft.joinedOn && mine.periods === 1) {
        dated.push({ membershipId: mine.id, joinedOn: draft.joinedOn })
        isMoved = true
      }
      run.memberships.add(key)
      const named = `${groupId}|${draft.name}`
      run.named.set(named, (run.named.get(named) ?? new Set()).add(person.id))
    }
    if (isMore) outcome.created++
    else if (isMoved || isChanged) outcome.updated++
    else outcome.unchanged++
  }
  if (!run.isDry) {
    await writePeople(ctx, placed)
    await writeMemberships(ctx, run, added)
    for (const { membershipId, joinedOn } of dated)
      await ctx.db.update(membershipPeriods).set({ joinedOn }).where(eq(membershipPeriods.membershipId, membershipId))
    for (const { membershipId, joinedOn } of reopened) {
      await ctx.db
        .update(memberships)
        .set({ status: 'active', decidedAt: ctx.now, decidedById: personIdOf(ctx.actor) })
        .where(eq(memberships.id, membershipId))
      await ctx.db.insert(membershipPeriods).values({ membershipId, joinedOn })
    }
  }
  return outcome
}

/** Who each row means. Rows that contradict each other, or what is here, are problems. */
async function recognise(
  ctx: Ctx,
  run: CsvRun,
  grouped: { draft: MemberDraft; groupIds: string[] }[],
  outcome: Outcome,
): Promise<Placed[]> {
  const told = new Map(
    (
      await sourcesOf(
        ctx,
        'person',
        grouped.map((g) => g.draft.key),
        'csv',
      )
    ).map((s) => [s.externalId, s]),
  )
  const here = await readPeople(
    ctx,
    grouped.flatMap((g) => g.draft.email ?? []),
    [...told.values()].flatMap((s) => s.personId ?? []),
  )
  const named = await readNamed(
    ctx,
    grouped.filter((g) => !g.draft.email && !told.has(g.draft.key)),
  )
  const byPhone = await readByPhone(
    ctx,
    grouped.map((g) => g.draft),
  )
  const placed: Placed[] = []
  for (const { draft, groupIds } of grouped) {
    const met = run.met.get(`members ${draft.key}`)
    if (met !== undefined && met !== draft.hash) {
      outcome.problems.push(badAt(draft, draft.values.id ? 'id' : 'name', 'duplicate_id'))
      continue
    }
    const source = told.get(draft.key)
    const known = source?.personId ? here.byId.get(source.personId) : undefined
    const byEmail = draft.email ? (here.byEmail.get(draft.email)?.id ?? run.emails.get(draft.email)) : undefined
    const earlier = run.people.get(draft.key)
    const mine = known?.id ?? earlier?.id
    if (known?.status === 'erased') {
      outcome.problems.push(badAt(draft, null, 'person_erased'))
      continue
    }
    if (byEmail && mine && byEmail !== mine) {
      outcome.problems.push(badAt(draft, 'email', 'email_taken'))
      continue
    }
    const phone = phoneKey(draft)
    const called = phone ? (byPhone.get(phone) ?? run.phones.get(phone)) : undefined
    const byName = [...new Set(draft.email || mine || called ? [] : groupIds.flatMap((id) => named.get(`${id}|${draft.name}`) ?? []))]
    if (byName.length > 1 && !draft.values.id) {
      outcome.problems.push(badAt(draft, 'name', 'person_ambiguous'))
      continue
    }
    run.met.set(`members ${draft.key}`, draft.hash)
    const id = mine ?? byEmail ?? called ?? (draft.values.id ? undefined : byName[0]) ?? newId()
    const isNew = mine === undefined && byEmail === undefined && called === undefined && (draft.values.id ? true : byName.length === 0)
    const person = known ?? { id, name: draft.name, email: null, status: isNew ? 'new' : 'known' }
    run.people.set(draft.key, { id: person.id, name: draft.name })
    if (draft.email) run.emails.set(draft.email, person.id)
    if (phone) run.phones.set(phone, person.id)
    placed.push({
      draft,
      groupIds,
      person,
      isNew,
      isTold: source !== undefined || earlier !== undefined,
      sourceId: source?.id ?? null,
      isChanged: source !== undefined && source.hash !== draft.hash,
    })
  }
  return placed
}

async function readPeople(ctx: Ctx, emails: string[], ids: string[]) {
  const columns = { id: people.id, name: people.displayName, email: people.email, status: people.status, mergedIntoId: people.mergedIntoId }
  const either = [
    emails.length > 0 ? inArray(people.email, [...new Set(emails)]) : undefined,
    ids.length > 0 ? inArray(people.id, ids) : undefined,
  ]
  const rows = either.some(Boolean)
    ? await ctx.db
        .select(columns)
        .from(people)
        .where(or(...either))
    : []
  const into = rows.flatMap((row) => row.mergedIntoId ?? [])
  const heirs = into.length > 0 ? await ctx.db.select(columns).from(people).where(inArray(people.id, into)) : []
  const heir = (row: (typeof rows)[number]): Here => heirs.find((h) => h.id === row.mergedIntoId) ?? row
  return {
    byId: new Map(rows.map((row) => [row.id, heir(row)])),
    byEmail: new Map(rows.filter((row) => row.email).map((row) => [String(row.email).toLowerCase(), heir(row)])),
  }
}

/** Members of the groups by name: `<group>|<name>` → ids. */
export async function readNamed(
  ctx: Ctx,
  grouped: { groupIds: string[]; draft: { values: { name?: unknown } } }[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (grouped.length === 0) return found
  const rows = await ctx.db
    .select({ id: people.id, name: people.displayName, groupId: memberships.groupId })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        inArray(memberships.groupId, [...new Set(grouped.flatMap((g) => g.groupIds))]),
        inArray(people.displayName, [...new Set(grouped.map((g) => String(g.draft.values.name)))]),
        inArray(people.status, ['active', 'provisional']),
      ),
    )
  for (const row of rows) found.set(`${row.groupId}|${row.name}`, [...(found.get(`${row.groupId}|${row.name}`) ?? []), row.id])
  return found
}

async function membershipsOf(ctx: Ctx, placed: Placed[]) {
  const ids = [...new Set(placed.filter((p) => !p.isNew).map((p) => p.person.id))]
  const rows =
    ids.length === 0
      ? []
      : await ctx.db
          .select({
            id: memberships.id,
            personId: memberships.personId,
            groupId: memberships.groupId,
            status: memberships.status,
            primary: memberships.primary,
            joinedOn: sql<string | null>`min(${membershipPeriods.joinedOn})`,
            periods: sql<number>`count(${membershipPeriods.id})::int`,
          })
          .from(memberships)
          .leftJoin(membershipPeriods, eq(membershipPeriods.membershipId, memberships.id))
          .where(inArray(memberships.personId, ids))
          .groupBy(memberships.id)
  const held = new Map(rows.map((row) => [`${row.personId}|${row.groupId}`, row]))
  for (const row of rows) if (row.primary) held.set(`${row.personId}|primary`, row)
  return held
}

async function writePeople(ctx: Ctx, placed: Placed[]): Promise<void> {
  const locale = (await getNetwork(ctx)).languages[0] ?? 'zh-CN'
  const localeOf = ({ values }: MemberDraft) => (values.language ? (String(values.language).includes('zh') ? 'zh-CN' : 'en') : locale)
  const made = placed.filter((p) => p.isNew)
  const phones = await phonesFor(ctx, made)
  if (made.length > 0)
    await ctx.db.insert(people).values(
      made.map(({ draft, person }) => ({
        id: person.id,
        displayName: draft.name,
        sortKey: sortKeyOf(draft.name),
        locale: localeOf(draft),
        email: draft.email,
        ...phones.get(person.id),
        status: 'provisional' as const,
        createdAt: ctx.now,
      })),
    )
  const untold = placed.filter((p) => !p.isTold)
  const changed = placed.filter((p) => p.isChanged)
  // Whoever has signed in writes her own name; the source's is taken over for those who have not.
  for (const { draft, person } of changed)
    await ctx.db
      .update(people)
      .set({ displayName: draft.name, sortKey: sortKeyOf(draft.name), ...(draft.email && { email: draft.email }) })
      .where(and(eq(people.id, person.id), eq(people.status, 'provisional'), isNull(people.emailVerifiedAt)))
  await changePhones(
    ctx,
    placed.filter((p) => !p.isNew),
  )
  await keep(
    ctx,
    'person',
    'personId',
    untold.map((p) => p.draft),
    untold.map((p) => p.person),
    changed.map((p) => ({ draft: p.draft, id: p.person.id, sourceId: String(p.sourceId) })),
    'csv',
  )
}

async function writeMemberships(
  ctx: Ctx,
  run: CsvRun,
  added: { id: string; personId: string; groupId: string; draft: MemberDraft; primary: boolean }[],
): Promise<void> {
  if (added.length === 0) return
  await ctx.db.insert(memberships).values(
    added.map(({ id, personId, groupId, draft, primary }) => ({
      id,
      personId,
      groupId,
      primary,
      status: draft.leftOn ? ('left' as const) : ('active' as const),
      decidedById: personIdOf(ctx.actor),
      decidedAt: ctx.now,
      createdAt: ctx.now,
    })),
  )
  await ctx.db.insert(membershipPeriods).values(
    added.map(({ id, draft }) => ({
      membershipId: id,
      joinedOn: draft.joinedOn ?? draft.leftOn ?? run.today,
      leftOn: draft.leftOn,
    })),
  )
}
