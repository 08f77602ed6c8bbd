import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { recaps } from '@/db/schema/attendance'
import { groups } from '@/db/schema/groups'
import { reports } from '@/db/schema/reports'
import { venues } from '@/db/schema/venues'
import type { LocalText, reportStatuses, reportSubjects } from '@/db/vocabulary'
import { getActivitySubject } from '../activities/queries'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import type { Actor } from '../policy/actor'
import { authorize, can } from '../policy/can'

export type ReportNoun = (typeof reportSubjects)[number]
export type ReportStatus = (typeof reportStatuses)[number]
/** The public text that a report is about, as it reads now. */
export type Reported = { noun: ReportNoun; id: string; name: LocalText; texts: LocalText[]; path: string; districtCode: string | null }

const PAGE = 30

/** What may be reported by this actor: what she can see. Everything else answers as missing. */
export async function getReported(ctx: Ctx, noun: ReportNoun, id: string): Promise<Reported> {
  const [found] = await readReported(ctx, noun, [id])
  if (!found || !(await isSeen(ctx, noun, id))) throw new AppError('not_found')
  return found
}

async function isSeen(ctx: Ctx, noun: ReportNoun, id: string): Promise<boolean> {
  if (noun === 'activity' || noun === 'recap') return can(ctx.actor, 'activity:view', await getActivitySubject(ctx, id))
  if (noun === 'group') {
    const [group] = await ctx.db.select().from(groups).where(eq(groups.id, id))
    return group !== undefined && can(ctx.actor, 'group:view', group)
  }
  const [venue] = await ctx.db.select().from(venues).where(eq(venues.id, id))
  return venue !== undefined && can(ctx.actor, 'venue:view', venue)
}

/** The texts of one noun by id, without asking who reads: callers do. */
async function readReported(ctx: Ctx, noun: ReportNoun, ids: string[]): Promise<Reported[]> {
  if (ids.length === 0) return []
  const texts = (...all: (LocalText | null)[]) => all.filter((text) => text !== null)
  if (noun === 'group')
    return (await ctx.db.select().from(groups).where(inArray(groups.id, ids))).map(({ id, names, purpose, slug, districtCode }) => ({
      noun,
      id,
      name: names,
      texts: texts(purpose),
      path: `/groups/${slug}`,
      districtCode,
    }))
  if (noun === 'venue')
    return (await ctx.db.select().from(venues).where(inArray(venues.id, ids))).map(
      ({ id, names, summary, directions, slug, districtCode }) => ({
        noun,
        id,
        name: names,
        texts: texts(summary, directions),
        path: `/venues/${slug}`,
        districtCode,
      }),
    )
  const rows = await ctx.db
    .select({ activity: activities, recap: recaps.texts })
    .from(activities)
    .leftJoin(recaps, eq(recaps.activityId, activities.id))
    .where(and(inArray(activities.id, ids), noun === 'recap' ? isNotNull(recaps.activityId) : undefined))
  return rows.map(({ activity: { id, titles, summaries, body, slug, districtCode }, recap }) => ({
    noun,
    id,
    name: titles,
    texts: noun === 'recap' ? texts(recap) : texts(summaries, body),
    path: `/activities/${slug}`,
    districtCode,
  }))
}

/** The reports that this administrator answers for: the network's all, a district's those of its district. */
function within(actor: Actor): SQL | undefined {
  if (actor.kind !== 'person') return sql`false`
  if (actor.grants.some((g) => g.role === 'network_admin')) return undefined
  const codes = actor.grants.flatMap((g) => (g.role === 'district_admin' && g.scopeId ? [g.scopeId] : []))
  return inArray(reports.districtCode, codes)
}

/** The queue, oldest first (decided ones newest first), 30 a page by key, each with the text it is about. */
export async function listReports(ctx: Ctx, { status, after }: { status: ReportStatus; after?: string }) {
  authorize(ctx.actor, 'report:list', null)
  const forward = status === 'open'
  const beyond = sql`(select r.created_at, r.id from reports r where r.id = ${after ?? null}::uuid)`
  const key = sql`(${reports.createdAt}, ${reports.id})`
  const rows = await ctx.db
    .select({ report: reports, reporter: people.displayName })
    .from(reports)
    .leftJoin(people, eq(people.id, reports.reporterId))
    .where(
      and(eq(reports.status, status), within(ctx.actor), after ? (forward ? sql`${key} > ${beyond}` : sql`${key} < ${beyond}`) : undefined),
    )
    .orderBy(...(forward ? [asc(reports.createdAt), asc(reports.id)] : [desc(reports.createdAt), desc(reports.id)]))
    .limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const abouts = new Map<string, Reported>()
  for (const noun of new Set(shown.map(({ report }) => report.subjectType))) {
    const ids = shown.flatMap(({ report }) => (report.subjectType === noun ? [report.subjectId] : []))
    for (const one of await readReported(ctx, noun, ids)) abouts.set(`${noun} ${one.id}`, one)
  }
  return {
    reports: shown.map(({ report, reporter }) => ({
      ...report,
      reporter,
      about: abouts.get(`${report.subjectType} ${report.subjectId}`) ?? null,
      mayDecide: report.status === 'open' && can(ctx.actor, 'report:decide', report),
    })),
    next: rows.length > PAGE ? (shown.at(-1)?.report.id ?? null) : null,
  }
}
export type ReportItem = Awaited<ReturnType<typeof listReports>>['reports'][number]
