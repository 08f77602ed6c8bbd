import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { importProblems, importRuns, importUploads } from '@/db/schema/imports'
import { actorOfPerson } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { enqueue } from '../../jobs/enqueue'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { runImportJob } from '../jobs'
import type { DateOrder } from '../rules/dates'
import { decoded } from '../rules/encoding'
import type { Problem } from '../rules/table'
import { authorizeImport, type CsvCounts, importCsv, type Sheet } from './csv/import'

type Upload = { groupId: string | null; order: DateOrder | null; files: { name: string; bytes: Uint8Array }[] }
type RunRow = typeof importRuns.$inferSelect

const orders: Record<string, number> = { dmy: 1, mdy: 2 }
const PIECE = 100_000
/** No page shows more; who has more bad rows than that has one mistake in all of them. */
const MAX_PROBLEMS = 5000
const DAY_MS = 86_400_000

/** Keeps spreadsheets for a preview; nothing of them is written until the run is confirmed. Answers the run's id. */
export function beginImport(ctx: Ctx, { groupId, order, files }: Upload): Promise<{ runId: string }> {
  return inTransaction(ctx, async (ctx) => {
    await authorizeImport(ctx, groupId)
    const [run] = await ctx.db
      .insert(importRuns)
      .values({
        system: 'csv',
        folder: files.map((file) => file.name).join(', '),
        groupId,
        askedById: personIdOf(ctx.actor),
        progress: { order: orders[order ?? ''] ?? 0 },
      })
      .returning({ id: importRuns.id })
    if (!run) throw new AppError('internal')
    // PostgreSQL keeps no NUL: the row that holds one is told as damaged.
    const named = new Map(files.map((file) => [file.name, decoded(file.bytes).replaceAll('\0', '\u0001')]))
    await ctx.db.insert(importUploads).values([...named].map(([name, text]) => ({ runId: run.id, name, text })))
    await enqueue(ctx, runImportJob, { runId: run.id })
    await record(ctx, 'import.uploaded', { type: 'import', id: run.id }, { groupId })
    return { runId: run.id }
  })
}

async function lockRun(ctx: Ctx, runId: string): Promise<RunRow> {
  const [run] = await ctx.db.select().from(importRuns).where(eq(importRuns.id, runId)).for('update')
  if (!run?.askedById) throw new AppError('not_found')
  return run
}

/** Lets a previewed run write. */
export function confirmImport(ctx: Ctx, { runId }: { runId: string }): Promise<{ runId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const run = await lockRun(ctx, runId)
    await authorizeImport(ctx, run.groupId)
    if (!run.plan || run.appliedAt || run.finishedAt) throw new AppError('conflict')
    await ctx.db
      .update(importRuns)
      .set({ appliedAt: ctx.now, askedById: personIdOf(ctx.actor) })
      .where(eq(importRuns.id, runId))
    await enqueue(ctx, runImportJob, { runId })
    await record(ctx, 'import.confirmed', { type: 'import', id: runId })
    return { runId }
  })
}

/** Gives a run up: its spreadsheets are deleted; what was written before stays. */
export function cancelImport(ctx: Ctx, { runId }: { runId: string }): Promise<{ runId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const run = await lockRun(ctx, runId)
    await authorizeImport(ctx, run.groupId)
    if (run.finishedAt) throw new AppError('conflict')
    await finish(ctx, run, { ...run.progress, cancelled: 1 })
    await record(ctx, 'import.cancelled', { type: 'import', id: runId })
    return { runId }
  })
}

async function finish(ctx: Ctx, run: RunRow, progress: Record<string, number>): Promise<void> {
  await ctx.db.update(importRuns).set({ finishedAt: ctx.now, progress }).where(eq(importRuns.id, run.id))
  await ctx.db.delete(importUploads).where(eq(importUploads.runId, run.id))
}

/**
 * The worker's part: the preview of a run, or its import once confirmed, with what its asker may do now. Runs again
 * from the top after a kill: what went in before is left alone.
 */
export async function runImport(ctx: Ctx, { runId }: { runId: string }): Promise<void> {
  authorize(ctx.actor, 'job:run', null)
  const [run] = await ctx.db.select().from(importRuns).where(eq(importRuns.id, runId))
  if (!run?.askedById || run.finishedAt || (run.plan && !run.appliedAt)) return
  const { askedById } = run
  const actorNow = () => actorOfPerson(ctx.db, askedById, new Date())
  const actor = await actorNow()
  const kept = await ctx.db.select().from(importUploads).where(eq(importUploads.runId, runId)).orderBy(importUploads.name)
  const problems: (Problem & { file: string })[] = []
  const isDry = !run.appliedAt
  const total = kept.reduce((sum, { text }) => sum + text.length, 0) || 1
  const done = (file: string, share: number) => {
    const at = kept.findIndex(({ name }) => name === file)
    const before = kept.slice(0, at).reduce((sum, { text }) => sum + text.length, 0)
    return Math.floor(((before + share * (kept[at]?.text.length ?? 0)) / total) * 100)
  }
  const goOn = async (progress: Record<string, number>) => {
    const [open] = await ctx.db
      .update(importRuns)
      .set({ progress: { ...run.progress, ...progress } })
      .where(and(eq(importRuns.id, runId), isNull(importRuns.finishedAt)))
      .returning({ id: importRuns.id })
    if (!open) throw new AppError('not_found')
  }
  try {
    if (!actor) throw new AppError('forbidden')
    const counts = await importCsv(
      { ...ctx, actor },
      kept.map(sheetOf),
      {
        onProgress: (file, share, _, counts) => goOn({ percent: done(file, share), ...counts }),
        onProblem: (file, problem) => {
          if (problems.length < MAX_PROBLEMS) problems.push({ file, ...problem })
        },
      },
      { scope: run.groupId, order: run.progress.order === 1 ? 'dmy' : run.progress.order === 2 ? 'mdy' : null, isDry, runId, actorNow },
    )
    await close(ctx, run, counts, problems)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // Cancelled under way, or the grant was revoked: what was committed stays.
    await inTransaction(ctx, (ctx) => finish(ctx, run, { ...run.progress, [error.code === 'not_found' ? 'cancelled' : 'refused']: 1 }))
  }
}

const sheetOf = ({ name, text }: { name: string; text: string }): Sheet => ({
  name,
  size: text.length,
  read: async function* () {
    for (let at = 0; at < text.length; at += PIECE)
      yield { text: text.slice(at, at + PIECE), share: Math.min(1, (at + PIECE) / text.length) }
  },
})

function close(ctx: Ctx, run: RunRow, counts: CsvCounts, problems: (Problem & { file: string })[]): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.delete(importProblems).where(eq(importProblems.runId, run.id))
    for (let at = 0; at < problems.length; at += 500)
      await ctx.db.insert(importProblems).values(problems.slice(at, at + 500).map((problem) => ({ runId: run.id, ...problem })))
    if (run.appliedAt) await finish(ctx, run, { ...run.progress, percent: 100, ...counts })
    else await ctx.db.update(importRuns).set({ plan: counts }).where(eq(importRuns.id, run.id))
    await record(ctx, run.appliedAt ? 'import.finished' : 'import.previewed', { type: 'import', id: run.id })
  })
}

/** Spreadsheets that nobody confirmed, or that a run left behind, go after a day. */
export function cleanUpImports(ctx: Ctx): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'job:run', null)
    const yesterday = new Date(ctx.now.getTime() - DAY_MS)
    const gone = await ctx.db.delete(importUploads).where(lt(importUploads.createdAt, yesterday)).returning({ runId: importUploads.runId })
    const left = and(isNull(importRuns.finishedAt), isNotNull(importRuns.askedById), lt(importRuns.createdAt, yesterday))
    await ctx.db.update(importRuns).set({ finishedAt: ctx.now }).where(left)
    if (gone.length > 0) await record(ctx, 'import.forgotten', { type: 'import', id: gone[0]?.runId ?? '' }, { uploads: gone.length })
  })
}
