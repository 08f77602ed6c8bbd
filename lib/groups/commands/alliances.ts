import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { allianceMembers } from '@/db/schema/groups'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { notify } from '../../notices/notify'
import { authorize, can } from '../../policy/can'
import { localDate } from '../../time/zones'
import { officersOf } from '../commands'
import { getGroupSubject, lockGroup } from '../queries'
import type { allianceMemberSchema, inviteToAllianceSchema } from '../schema'

type Row = typeof allianceMembers.$inferSelect

/** An alliance asks a group to belong to it; the group's officers are told. It does not belong before they accept. */
export function inviteToAlliance(ctx: Ctx, { allianceId, groupId }: z.output<typeof inviteToAllianceSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const alliance = await lockGroup(ctx, allianceId)
    authorize(ctx.actor, 'group:edit', alliance)
    const group = await getGroupSubject(ctx, groupId)
    if (alliance.type !== 'alliance' || alliance.status !== 'active') throw new AppError('conflict')
    if (group.type === 'alliance' || group.status !== 'active' || !can(ctx.actor, 'group:view', group))
      throw new AppError('invalid_input', { groupId: 'invalid' })
    const standing = await ctx.db
      .select({ id: allianceMembers.id })
      .from(allianceMembers)
      .where(and(eq(allianceMembers.allianceId, allianceId), eq(allianceMembers.groupId, groupId), isNull(allianceMembers.toOn)))
    if (standing.length > 0) throw new AppError('alliance_asked')
    const fromOn = await todayOf(ctx)
    const [made] = await ctx.db
      .insert(allianceMembers)
      .values({ allianceId, groupId, fromOn, acceptedAt: null, createdAt: ctx.now })
      .onConflictDoUpdate({
        target: [allianceMembers.allianceId, allianceMembers.groupId, allianceMembers.fromOn],
        set: { toOn: null, acceptedAt: null },
      })
      .returning({ id: allianceMembers.id })
    const id = (made as { id: string }).id
    await record(ctx, 'alliance.invited', { type: 'alliance_member', id }, { allianceId, groupId })
    await notify(ctx, {
      to: await officersOf(ctx, groupId),
      kind: 'alliance_invited',
      about: { type: 'group', id: groupId },
      ids: { allianceId },
    })
    return { id }
  })
}

/** The group's officers accept: from today it belongs. */
export function acceptAlliance(ctx: Ctx, { allianceMemberId }: z.output<typeof allianceMemberSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const row = await lockAllianceMember(ctx, allianceMemberId)
    authorize(ctx.actor, 'group:edit', row.group)
    if (row.acceptedAt) throw new AppError('conflict')
    await ctx.db
      .update(allianceMembers)
      .set({ acceptedAt: ctx.now, fromOn: await todayOf(ctx) })
      .where(eq(allianceMembers.id, row.id))
    await record(ctx, 'alliance.joined', { type: 'alliance_member', id: row.id }, { allianceId: row.allianceId, groupId: row.groupId })
    await notify(ctx, { to: await officersOf(ctx, row.allianceId), kind: 'alliance_joined', about: { type: 'group', id: row.groupId } })
    return { id: row.id }
  })
}

/** Ends it, from either side: the group declines or leaves, or the alliance lets it go. The other side is told. */
export function leaveAlliance(ctx: Ctx, { allianceMemberId }: z.output<typeof allianceMemberSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const row = await lockAllianceMember(ctx, allianceMemberId)
    const byGroup = can(ctx.actor, 'group:edit', row.group)
    authorize(ctx.actor, 'group:edit', byGroup ? row.group : row.alliance)
    const today = await todayOf(ctx)
    if (row.acceptedAt) await ctx.db.update(allianceMembers).set({ toOn: today }).where(eq(allianceMembers.id, row.id))
    else await ctx.db.delete(allianceMembers).where(eq(allianceMembers.id, row.id))
    await record(ctx, 'alliance.left', { type: 'alliance_member', id: row.id }, { allianceId: row.allianceId, groupId: row.groupId })
    await notify(ctx, {
      to: await officersOf(ctx, byGroup ? row.allianceId : row.groupId),
      kind: 'alliance_left',
      about: { type: 'group', id: byGroup ? row.groupId : row.allianceId },
    })
    return { id: row.id }
  })
}

const todayOf = async (ctx: Ctx): Promise<string> => localDate(ctx.now, (await getNetwork(ctx)).zone)

/** The row with both groups, the alliance's locked; to officers of neither it is missing, and so is one that is over. */
async function lockAllianceMember(ctx: Ctx, id: string) {
  const [found] = await ctx.db.select().from(allianceMembers).where(eq(allianceMembers.id, id))
  if (!found) throw new AppError('not_found')
  const alliance = await lockGroup(ctx, found.allianceId)
  const group = await getGroupSubject(ctx, found.groupId)
  if (!can(ctx.actor, 'group:edit', group) && !can(ctx.actor, 'group:edit', alliance)) throw new AppError('not_found')
  const [row] = await ctx.db.select().from(allianceMembers).where(eq(allianceMembers.id, id))
  if (!row || row.toOn) throw new AppError('not_found')
  return { ...(row as Row), alliance, group }
}
