import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { memberExports } from '@/db/schema/groups'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { officersOf } from '../commands'
import { lockGroup } from '../queries'
import { districtOf, type ExportedMember, exportSubject, listExportedMembers } from '../queries/exports'
import { exportedUntil } from '../rules'
import type { askExportSchema, decideExportSchema, exportIdSchema } from '../schema'

type ExportRow = typeof memberExports.$inferSelect

/** Asks for a file of the group's members; the other officers are told, or, where there is none, the district. One at a time (`conflict`). */
export function askExport(ctx: Ctx, { groupId, purpose, note }: z.output<typeof askExportSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const group = await lockGroup(ctx, groupId)
    authorize(ctx.actor, 'group:askExport', group)
    const askedById = personIdOf(ctx.actor) as string
    const open = and(eq(memberExports.groupId, groupId), eq(memberExports.askedById, askedById), eq(memberExports.status, 'asked'))
    if ((await ctx.db.select({ id: memberExports.id }).from(memberExports).where(open)).length > 0) throw new AppError('conflict')
    const [asked] = await ctx.db
      .insert(memberExports)
      .values({ groupId, askedById, purpose, note: note ?? null, status: 'asked', createdAt: ctx.now })
      .returning({ id: memberExports.id })
    const exportId = asked?.id as string
    await record(ctx, 'group.export_asked', { type: 'group', id: groupId }, { exportId, purpose })
    const others = (await officersOf(ctx, groupId)).filter((id) => id !== askedById)
    const to = others.length > 0 ? others : await districtOf(ctx, group.districtCode, askedById)
    await notify(ctx, { to, kind: 'group_export_asked', about: { type: 'group', id: groupId } })
    return { id: exportId }
  })
}

/** Approves a file, or refuses it; never one's own. Who asked is told. */
export function decideExport(ctx: Ctx, { exportId, decision }: z.output<typeof decideExportSchema>): Promise<{ status: string }> {
  return inTransaction(ctx, async (ctx) => {
    const { asked, subject } = await lockExport(ctx, exportId)
    authorize(ctx.actor, 'export:decide', subject)
    if (asked.status !== 'asked') throw new AppError('conflict')
    await ctx.db
      .update(memberExports)
      .set({ status: decision, decidedById: personIdOf(ctx.actor), decidedAt: ctx.now, updatedAt: ctx.now })
      .where(eq(memberExports.id, exportId))
    const about = { type: 'group', id: asked.groupId } as const
    const ids = { exportId, purpose: asked.purpose, askedById: asked.askedById }
    if (decision === 'approved') await record(ctx, 'group.export_approved', about, ids)
    else await record(ctx, 'group.export_refused', about, ids)
    await notify(ctx, { to: [asked.askedById], kind: `group_export_${decision}`, about })
    return { status: decision }
  })
}

/**
 * The rows of an approved file, for the officer who asked, within 24 hours of the approval (`export_expired`). Each time
 * is recorded: who, what for, approved by whom, how many.
 */
export function downloadExport(
  ctx: Ctx,
  { exportId }: z.output<typeof exportIdSchema>,
): Promise<{ slug: string; members: ExportedMember[] }> {
  return inTransaction(ctx, async (ctx) => {
    const { asked, subject } = await lockExport(ctx, exportId)
    authorize(ctx.actor, 'export:download', subject)
    if (asked.status !== 'approved' || !asked.decidedAt) throw new AppError('conflict')
    if (ctx.now >= exportedUntil(asked.decidedAt)) throw new AppError('export_expired')
    const members = await listExportedMembers(ctx, asked.groupId)
    await record(
      ctx,
      'group.exported',
      { type: 'group', id: asked.groupId },
      { exportId, purpose: asked.purpose, approvedById: asked.decidedById, members: members.length },
    )
    return { slug: subject.group.slug, members }
  })
}

async function lockExport(ctx: Ctx, exportId: string) {
  const [found] = await ctx.db.select({ groupId: memberExports.groupId }).from(memberExports).where(eq(memberExports.id, exportId))
  if (!found) throw new AppError('not_found')
  const group = await lockGroup(ctx, found.groupId)
  const [asked] = await ctx.db.select().from(memberExports).where(eq(memberExports.id, exportId))
  return { asked: asked as ExportRow, subject: await exportSubject(ctx, (asked as ExportRow).askedById, group) }
}
