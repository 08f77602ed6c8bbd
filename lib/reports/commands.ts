import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { grants } from '@/db/schema/accounts'
import { reports } from '@/db/schema/reports'
import { hashOf } from '../auth/session'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { record } from '../history/record'
import { limitAttempts } from '../limits'
import { notify } from '../notices/notify'
import { personIdOf } from '../policy/actor'
import { authorize } from '../policy/can'
import { getReported } from './queries'
import type { DecideReport, ReportInput } from './schema'

const HOUR = 3600

/**
 * 举报: somebody finds that a public text should not stand; a visitor may say so too. A second report of the same text by
 * the same person adds nothing while the first is open. Who decides is told. 5 an hour from one address, 20 for who is
 * signed in.
 */
export async function fileReport(ctx: Ctx, input: ReportInput & { address?: string }): Promise<void> {
  const reporterId = personIdOf(ctx.actor)
  if (reporterId) await limitAttempts(ctx, `report:${reporterId}`, 20, HOUR)
  else await limitAttempts(ctx, `report-from:${hashOf(input.address ?? 'unknown')}`, 5, HOUR)
  await inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'report:file', null)
    const about = await getReported(ctx, input.noun, input.id)
    const same = and(eq(reports.subjectType, input.noun), eq(reports.subjectId, input.id), eq(reports.status, 'open'))
    const open = reporterId
      ? await ctx.db
          .select({ id: reports.id })
          .from(reports)
          .where(and(same, eq(reports.reporterId, reporterId)))
      : []
    if (open.length > 0) return
    const [filed] = await ctx.db
      .insert(reports)
      .values({
        subjectType: input.noun,
        subjectId: input.id,
        districtCode: about.districtCode,
        reason: input.reason,
        note: input.note || null,
        reporterId,
        status: 'open',
        createdAt: ctx.now,
      })
      .returning({ id: reports.id })
    if (!filed) throw new AppError('internal')
    await record(ctx, 'report.filed', { type: 'report', id: filed.id }, { noun: input.noun, subjectId: input.id, reason: input.reason })
    const to = (await administratorsOf(ctx, about.districtCode)).filter((id) => id !== reporterId)
    await notify(ctx, { to, kind: 'report_filed', about: { type: 'report', id: filed.id } })
  })
}

/** The district's administrators, or where it has none (or there is no district) the network's. */
async function administratorsOf(ctx: Ctx, districtCode: string | null): Promise<string[]> {
  const held = await ctx.db
    .select({ personId: grants.personId, role: grants.role, scopeId: grants.scopeId })
    .from(grants)
    .where(
      and(
        inArray(grants.role, ['network_admin', 'district_admin']),
        lte(grants.startsAt, ctx.now),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
      ),
    )
  const district = held.filter((g) => g.role === 'district_admin' && g.scopeId === districtCode)
  return (district.length > 0 ? district : held.filter((g) => g.role === 'network_admin')).map((g) => g.personId)
}

/** Answers a report, with a reason; what follows from an upheld one is the deed of whoever may do it. The reporter is told. */
export function decideReport(ctx: Ctx, { reportId, decision, reason }: DecideReport): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const [report] = await ctx.db.select().from(reports).where(eq(reports.id, reportId)).for('update')
    if (!report) throw new AppError('not_found')
    authorize(ctx.actor, 'report:read', report)
    authorize(ctx.actor, 'report:decide', report)
    if (report.status !== 'open') throw new AppError('report_decided')
    await ctx.db
      .update(reports)
      .set({ status: decision, decidedById: personIdOf(ctx.actor), decidedAt: ctx.now, decisionReason: reason })
      .where(eq(reports.id, reportId))
    await record(ctx, `report.${decision}`, { type: 'report', id: reportId }, { subjectId: report.subjectId })
    if (report.reporterId)
      await notify(ctx, { to: [report.reporterId], kind: `report_${decision}`, about: { type: 'person', id: report.reporterId } })
  })
}
