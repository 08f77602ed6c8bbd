import { and, eq, gt, inArray, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm'
import { grants, people } from '@/db/schema/accounts'
import { hosts } from '@/db/schema/activities'
import { rsvps } from '@/db/schema/rsvps'
import type { Ctx } from '../../ctx'

/** An RSVP that a member placed for somebody else: not one by who organizes the activity, who sees all of its people anyway. */
export const isVouched = (ctx: Pick<Ctx, 'db' | 'now'>) => {
  const hosting = ctx.db
    .select({ id: sql<string>`${hosts.groupId}::text` })
    .from(hosts)
    .where(eq(hosts.activityId, rsvps.activityId))
  const organizing = ctx.db
    .select({ id: grants.id })
    .from(grants)
    .where(
      and(
        eq(grants.personId, rsvps.placedById),
        inArray(grants.role, ['president', 'secretary', 'organizer']),
        lte(grants.startsAt, ctx.now),
        or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)),
        or(
          and(eq(grants.scopeType, 'activity'), eq(grants.scopeId, sql`${rsvps.activityId}::text`)),
          and(eq(grants.scopeType, 'group'), inArray(grants.scopeId, hosting)),
        ),
      ),
    )
  return and(ne(rsvps.placedById, rsvps.personId), notExists(organizing))
}

/** Who vouches at an activity for which of these people, as far as they have no account. */
export async function listVouchers(ctx: Ctx, activityId: string, personIds: string[]): Promise<{ personId: string; voucherId: string }[]> {
  if (personIds.length === 0) return []
  return ctx.db
    .select({ personId: rsvps.personId, voucherId: rsvps.placedById })
    .from(rsvps)
    .innerJoin(people, and(eq(people.id, rsvps.personId), eq(people.status, 'provisional')))
    .where(and(eq(rsvps.activityId, activityId), inArray(rsvps.personId, personIds), isVouched(ctx)))
}
