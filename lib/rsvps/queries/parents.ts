import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { people } from '@/db/schema/accounts'
import { rsvps } from '@/db/schema/rsvps'
import type { Ctx } from '../../ctx'
import { personIdOf } from '../../policy/actor'
import { standing } from '../rules'

/** Relatives without an account whom the actor signed up for an activity and whose RSVP stands, in their order. */
export async function listMyParents(ctx: Ctx, activityId: string) {
  const me = personIdOf(ctx.actor)
  if (!me) return []
  return ctx.db
    .select({
      rsvpId: rsvps.id,
      displayName: people.displayName,
      status: rsvps.status,
      reconfirmAskedAt: rsvps.reconfirmAskedAt,
      reconfirmedAt: rsvps.reconfirmedAt,
    })
    .from(rsvps)
    .innerJoin(people, eq(people.id, rsvps.personId))
    .where(
      and(
        eq(rsvps.activityId, activityId),
        eq(rsvps.placedById, me),
        ne(rsvps.personId, me),
        eq(people.status, 'provisional'),
        inArray(rsvps.status, [...standing]),
      ),
    )
    .orderBy(asc(rsvps.sequence))
}
export type MyParent = Awaited<ReturnType<typeof listMyParents>>[number]
