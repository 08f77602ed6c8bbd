import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { grants, invitations, people } from '@/db/schema/accounts'
import { districts } from '@/db/schema/network'
import type { Ctx } from '../../ctx'
import { networkRoles } from '../../network/schema'
import { authorize } from '../../policy/can'

/** Who holds a role of the network or of a district, now or from a later day, and who is asked to take one. */
export async function listNetworkRoles(ctx: Ctx) {
  authorize(ctx.actor, 'network:administer', null)
  const order = sql`array_position(array['network_admin', 'auditor', 'district_admin'], ${grants.role})`
  const held = await ctx.db
    .select({
      id: grants.id,
      personId: grants.personId,
      name: people.displayName,
      email: people.email,
      role: grants.role,
      district: districts.names,
      startsAt: grants.startsAt,
      endsAt: grants.endsAt,
    })
    .from(grants)
    .innerJoin(people, eq(people.id, grants.personId))
    .leftJoin(districts, and(eq(grants.scopeType, 'district'), eq(districts.code, grants.scopeId)))
    .where(and(inArray(grants.role, [...networkRoles]), or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now))))
    .orderBy(order, asc(districts.position), sql`${people.sortKey} collate "C"`, asc(grants.id))
    .limit(500)
  const asked = await ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      district: districts.names,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(districts, and(eq(invitations.scopeType, 'district'), eq(districts.code, invitations.scopeId)))
    .where(
      and(
        inArray(invitations.role, [...networkRoles]),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, ctx.now),
        lt(invitations.uses, invitations.maxUses),
      ),
    )
    .orderBy(asc(invitations.createdAt), asc(invitations.id))
    .limit(500)
  return { grants: held, invitations: asked }
}
export type NetworkRoles = Awaited<ReturnType<typeof listNetworkRoles>>
