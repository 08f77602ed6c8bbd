import { and, asc, count, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { groups } from '@/db/schema/groups'
import { importProblems, importRuns, importUploads } from '@/db/schema/imports'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { authorize } from '../../policy/can'
import { RowSplitter } from '../rules/rows'
import { nounOf } from '../rules/table'
import { csvNouns, isNote, type NoteReason, officerNouns, type RowReason } from '../schema/csv'

export type ImportState = 'reading' | 'ready' | 'running' | 'done' | 'cancelled' | 'refused'
export type ShownProblem = { file: string; line: number; field: string | null; reason: RowReason | NoteReason }

const SHOWN = 100
const ROWS = 3

/** The group whose officer imports, by its slug; null for the whole network. Answers only who may import there. */
export async function getImportScope(ctx: Ctx, slug: string | null) {
  if (slug === null) {
    authorize(ctx.actor, 'network:import', null)
    return { group: null, nouns: csvNouns }
  }
  const [group] = await ctx.db.select().from(groups).where(eq(groups.slug, slug))
  if (!group) throw new AppError('not_found')
  authorize(ctx.actor, 'group:import', group)
  return { group, nouns: officerNouns }
}

/** The import page: whose it is, the runs before, and the one that is looked at. */
export async function getImportPage(ctx: Ctx, slug: string | null, runId: string | undefined) {
  const { group, nouns } = await getImportScope(ctx, slug)
  const scope = and(group ? eq(importRuns.groupId, group.id) : isNull(importRuns.groupId), isNotNull(importRuns.askedById))
  const before = await ctx.db.select().from(importRuns).where(scope).orderBy(desc(importRuns.createdAt)).limit(6)
  const [asked] = runId
    ? await ctx.db
        .select()
        .from(importRuns)
        .where(and(scope, eq(importRuns.id, runId)))
    : []
  if (runId && !asked) throw new AppError('not_found')
  return {
    group,
    nouns,
    before: before.map((run) => ({ id: run.id, files: run.folder, at: run.createdAt, state: stateOf(run), counts: run.progress })),
    run: asked ? await detailsOf(ctx, asked) : null,
  }
}
export type ImportPage = Awaited<ReturnType<typeof getImportPage>>
export type ImportRun = NonNullable<ImportPage['run']>

function stateOf(run: typeof importRuns.$inferSelect): ImportState {
  if (run.progress.cancelled) return 'cancelled'
  if (run.progress.refused) return 'refused'
  if (run.finishedAt) return run.appliedAt ? 'done' : 'cancelled'
  if (run.appliedAt) return 'running'
  return run.plan ? 'ready' : 'reading'
}

async function detailsOf(ctx: Ctx, run: typeof importRuns.$inferSelect) {
  const state = stateOf(run)
  const uploads =
    state === 'ready' ? await ctx.db.select().from(importUploads).where(eq(importUploads.runId, run.id)).orderBy(importUploads.name) : []
  const [{ n } = { n: 0 }] = await ctx.db.select({ n: count() }).from(importProblems).where(eq(importProblems.runId, run.id))
  const problems = await listProblems(ctx, run.id, SHOWN)
  return {
    id: run.id,
    state,
    percent: run.progress.percent ?? 0,
    counts: (run.appliedAt ? run.progress : run.plan) ?? {},
    problems: problems.filter((problem) => !isNote(problem.reason)),
    notes: problems.filter((problem) => isNote(problem.reason)),
    problemCount: n,
    sheets: uploads.map(({ name, text }) => ({ name, noun: nounOf(name), rows: firstRows(text) })),
  }
}

/** The heading and the first rows of a table, as they stand. */
function firstRows(text: string) {
  const splitter = new RowSplitter()
  const rows = [...splitter.push(text.slice(0, 20_000)), ...(text.length <= 20_000 ? splitter.end() : [])]
  return rows
    .flatMap(({ line, cells }) => (cells ? [{ line, cells: cells.slice(0, 12).map((text, at) => ({ at, text })) }] : []))
    .slice(0, ROWS + 1)
}

async function listProblems(ctx: Ctx, runId: string, limit: number): Promise<ShownProblem[]> {
  const rows = await ctx.db
    .select({ file: importProblems.file, line: importProblems.line, field: importProblems.field, reason: importProblems.reason })
    .from(importProblems)
    .where(eq(importProblems.runId, runId))
    .orderBy(asc(importProblems.file), asc(importProblems.line), asc(importProblems.id))
    .limit(limit)
  return rows as ShownProblem[]
}

/** Everything that did not go in, for the file that one downloads. */
export async function getImportProblems(ctx: Ctx, runId: string): Promise<ShownProblem[]> {
  const [run] = await ctx.db
    .select({ groupSlug: groups.slug })
    .from(importRuns)
    .leftJoin(groups, eq(groups.id, importRuns.groupId))
    .where(eq(importRuns.id, runId))
  if (!run) throw new AppError('not_found')
  await getImportScope(ctx, run.groupSlug)
  return listProblems(ctx, runId, 10_000)
}
