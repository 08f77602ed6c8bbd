import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { grants } from '@/db/schema/accounts'
import type { Ctx } from '../../ctx'
import { type NoticeKind, notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'

/** Who plans the activities of a group now: president, secretary, organizers; without the actor, who knows. */
export async function organizersOf(ctx: Ctx, groupId: string): Promise<string[]> {
  const holders = await ctx.db
    .selectDistinct({ personId: grants.personId })
    .from(grants)
    .where(
      and(
        inArray(grants.role, ['president', 'secretary', 'organizer']),
        eq(grants.scopeType, 'group'),
        eq(grants.scopeId, groupId),
        lte(grants.startsAt, ctx.now),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
      ),
    )
  const me = personIdOf(ctx.actor)
  return holders.map((row) => row.personId).filter((id) => id !== me)
}

/** Tells the organizers of `groupId` about an activity; `byGroupId` is the group that asked or answered. */
export async function tellGroup(ctx: Ctx, activityId: string, groupId: string, kind: NoticeKind, byGroupId?: string): Promise<void> {
  const to = await organizersOf(ctx, groupId)
  await notify(ctx, { to, kind, about: { type: 'activity', id: activityId }, ids: byGroupId ? { groupId: byGroupId } : undefined })
}
