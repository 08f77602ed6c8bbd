import { sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { importRuns } from '@/db/schema/imports'
import type { Ctx } from '../../../ctx'
import { AppError } from '../../../errors'
import { lockGroup } from '../../../groups/queries'
import { record } from '../../../history/record'
import type { Actor } from '../../../policy/actor'
import { authorize } from '../../../policy/can'
import type { DateOrder } from '../../rules/dates'
import { activityDraft, attendanceDraft, type Draft, memberDraft, plainDraft } from '../../rules/drafts'
import { type Row, RowSplitter } from '../../rules/rows'
import { type Header, nounOf, type Problem, readHeader, readValues } from '../../rules/table'
import { type CsvNoun, csvNouns, isNote, officerNouns } from '../../schema/csv'
import { bisecting } from '../bisect'
import { putActivities } from './activities'
import { putAttendance } from './attendance'
import { putMembers } from './members'
import { putGroups, putVenues } from './places'
import { badAt, beginRun, type CsvRun, nothing, type Outcome } from './run'

/** A spreadsheet: its name and its text as it comes in. `size` in the unit of `share`'s steps, for the progress alone. */
export type Sheet = { name: string; size: number; read: () => AsyncIterable<{ text: string; share: number }> }
export type CsvCounts = Record<CsvNoun, number> & { skipped: number; created: number; updated: number; unchanged: number }
export type CsvListener = {
  onProgress?: (file: string, share: number, rows: number, counts: CsvCounts) => void | Promise<void>
  onProblem?: (file: string, problem: Problem) => void
}
export type CsvOptions = {
  /** The group whose officer imports; null: the whole network. */
  scope: string | null
  order?: DateOrder | null
  /** Decides everything and writes nothing. */
  isDry?: boolean
  /** The run that the page began; without one, the first batch that changes anything begins one. */
  runId?: string
  folder?: string
  /** Who imports, with what she may do by now; asked before each batch. Default: the ctx's actor as she came. */
  actorNow?: () => Promise<Actor | null>
}

const BATCH = 200
const LOCK = 7_238_403

/**
 * Takes spreadsheets in, groups first and attendance last, in batches that are committed one by one. What is in already
 * is left alone, so a run that was cut off goes on and a second one changes nothing. A row that cannot go in is told
 * with its line, column and reason; the rest goes in. Counts the rows that are good, and what they changed.
 */
export async function importCsv(ctx: Ctx, sheets: Sheet[], listener: CsvListener, options: CsvOptions): Promise<CsvCounts> {
  const { scope, order = null, isDry = false } = options
  await inTransaction(ctx, (ctx) => authorizeImport(ctx, scope))
  const state = {
    run: await beginRun(ctx, { scope, order, isDry }),
    id: options.runId ?? newId(ctx.now.getTime()),
    folder: options.folder ?? '',
    actorNow: options.actorNow ?? (async () => ctx.actor),
  }
  const counts: CsvCounts = {
    groups: 0,
    venues: 0,
    members: 0,
    activities: 0,
    attendance: 0,
    skipped: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
  }
  const known = sheets.map((sheet) => ({ sheet, noun: nounOf(sheet.name) }))
  const tell = (sheet: Sheet) => (problem: Problem) => listener.onProblem?.(sheet.name, problem)
  for (const { sheet, noun } of known) if (!noun) tell(sheet)({ line: 1, field: null, reason: 'file_unknown' })
  for (const noun of csvNouns)
    for (const { sheet } of known.filter((k) => k.noun === noun)) {
      if (scope && !officerNouns.includes(noun)) tell(sheet)({ line: 1, field: null, reason: 'file_not_yours' })
      else await importSheet(ctx, state, noun, sheet, counts, listener, tell(sheet))
    }
  if (!isDry) await ctx.db.update(importRuns).set({ finishedAt: ctx.now }).where(sql`${importRuns.id} = ${state.id}`)
  return counts
}

type State = { run: CsvRun; id: string; folder: string; actorNow: () => Promise<Actor | null> }

async function importSheet(
  ctx: Ctx,
  state: State,
  noun: CsvNoun,
  sheet: Sheet,
  counts: CsvCounts,
  listener: CsvListener,
  tell: (problem: Problem) => void,
): Promise<void> {
  const splitter = new RowSplitter()
  let header: Header | null = null
  let batch: Draft[] = []
  let rows = 0
  const bad = (problems: Problem[]) => {
    for (const problem of problems) tell(problem)
    counts.skipped += new Set(problems.filter((p) => !isNote(p.reason)).map((p) => p.line)).size
  }
  const take = (found: Row[]) => {
    for (const row of found) {
      if (header && !header.isReadable) return
      if (row.bad) bad([{ line: row.line, field: null, reason: row.bad }])
      else if (!header) {
        header = readHeader(noun, row.line, row.cells)
        for (const problem of header.problems) tell(problem)
      } else {
        const { draft, problems } = draftOf(noun, state.run, header, row.line, row.cells)
        if (draft) batch.push(draft)
        bad(problems)
      }
    }
  }
  const flush = async (share: number, least: number) => {
    while (batch.length >= least && batch.length > 0) {
      const part = batch.slice(0, BATCH)
      batch = batch.slice(BATCH)
      await putBatch(ctx, state, noun, part, counts, bad)
      rows += part.length
      await listener.onProgress?.(sheet.name, share, rows, counts)
    }
  }
  for await (const { text, share } of sheet.read()) {
    take(splitter.push(text))
    await flush(share, BATCH)
  }
  take(splitter.end())
  await flush(1, 1)
  if (!header) tell({ line: 1, field: null, reason: 'file_empty' })
}

function draftOf(noun: CsvNoun, run: CsvRun, header: Header, line: number, cells: string[]): { draft: Draft | null; problems: Problem[] } {
  const around = { order: run.order, today: run.today, zone: run.zone }
  const { values, problems } = readValues(noun, header, line, cells, around)
  if (problems.length > 0) return { draft: null, problems }
  if (noun === 'members') {
    const read = memberDraft(run.scope, line, values)
    return { draft: read.problems.length > 0 ? null : read.draft, problems: read.problems }
  }
  if (noun === 'activities') return activityDraft(run.scope, line, values, around)
  if (noun === 'attendance') return attendanceDraft(line, values, around)
  return { draft: plainDraft(noun, run.scope, line, values), problems: [] }
}

async function putBatch(
  ctx: Ctx,
  state: State,
  noun: CsvNoun,
  batch: Draft[],
  counts: CsvCounts,
  bad: (p: Problem[]) => void,
): Promise<void> {
  const add = (outcome: Outcome, of: number) => {
    counts[noun] += of - new Set(outcome.problems.map((p) => p.line)).size
    counts.created += outcome.created
    counts.updated += outcome.updated
    counts.unchanged += outcome.unchanged
    bad(outcome.problems)
  }
  if (state.run.isDry) return add(await put(ctx, state.run, noun, batch), batch.length)
  await bisecting(
    batch,
    async (part) => {
      const before = new Map(state.run.met)
      try {
        add(await putCommitted(ctx, state, noun, part), part.length)
      } catch (error) {
        // What the run took note of was rolled back: it looks at the database again, and keeps the rows it has seen.
        const { scope, order } = state.run
        if (!(error instanceof AppError)) state.run = Object.assign(await beginRun(ctx, { scope, order, isDry: false }), { met: before })
        throw error
      }
    },
    (one) => add({ ...nothing(), problems: [badAt(one, null, 'refused')] }, 1),
  )
}

/** One importer at a time; who imports is asked again with every batch, so that a revoked grant ends it. */
async function putCommitted(ctx: Ctx, state: State, noun: CsvNoun, batch: Draft[]): Promise<Outcome> {
  const actor = await state.actorNow()
  if (!actor) throw new AppError('forbidden')
  return inTransaction({ ...ctx, actor }, async (ctx) => {
    await authorizeImport(ctx, state.run.scope)
    await ctx.db.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    const outcome = await put(ctx, state.run, noun, batch)
    const { created, updated } = outcome
    if (created + updated === 0) return outcome
    await ctx.db
      .insert(importRuns)
      .values({ id: state.id, system: 'csv', folder: state.folder, groupId: state.run.scope, appliedAt: ctx.now })
      .onConflictDoNothing()
    await record(ctx, 'import.batch_written', { type: 'import', id: state.id }, { created, updated })
    return outcome
  })
}

export async function authorizeImport(ctx: Ctx, scope: string | null): Promise<void> {
  if (ctx.actor.kind === 'system') authorize(ctx.actor, 'job:run', null)
  else if (scope) authorize(ctx.actor, 'group:import', await lockGroup(ctx, scope))
  else authorize(ctx.actor, 'network:import', null)
}

function put(ctx: Ctx, run: CsvRun, noun: CsvNoun, batch: Draft[]): Promise<Outcome> {
  if (noun === 'groups') return putGroups(ctx, run, batch)
  if (noun === 'venues') return putVenues(ctx, run, batch)
  if (noun === 'members') return putMembers(ctx, run, batch as Parameters<typeof putMembers>[2])
  if (noun === 'activities') return putActivities(ctx, run, batch as Parameters<typeof putActivities>[2])
  return putAttendance(ctx, run, batch as Parameters<typeof putAttendance>[2])
}
