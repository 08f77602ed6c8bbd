import { and, eq, inArray } from 'drizzle-orm'
import { people } from '@/db/schema/accounts'
import { memberships } from '@/db/schema/groups'
import { rsvps } from '@/db/schema/rsvps'
import { getActivitySubject } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { authorize } from '../../policy/can'
import { standing } from '../rules'
import { readChain } from '../rules/chain'
import type { ReadChainInput } from '../schema'

export type ChainRow = {
  name: string
  companions: number
  note: string
  /** The member of a host group who alone is called so; null: a new person by name. */
  personId: string | null
  /** How many members are called so. */
  namesakes: number
  already: boolean
}

/** What a pasted chain says, for its organizer to look at; nothing is written. Companions are at most what the activity allows. */
export async function previewChain(ctx: Ctx, { activityId, text }: ReadChainInput): Promise<{ rows: ChainRow[]; cappedAt: number | null }> {
  const activity = await getActivitySubject(ctx, activityId)
  authorize(ctx.actor, 'activity:rsvpFor', activity)
  const entries = readChain(text)
  const names = entries.map((entry) => entry.name)
  const members =
    names.length === 0
      ? []
      : await ctx.db
          .selectDistinct({ id: people.id, name: people.displayName })
          .from(people)
          .innerJoin(memberships, and(eq(memberships.personId, people.id), eq(memberships.status, 'active')))
          .where(
            and(
              inArray(memberships.groupId, activity.hostGroupIds),
              inArray(people.displayName, names),
              inArray(people.status, ['active', 'provisional']),
            ),
          )
  const signedUp = await ctx.db
    .select({ personId: rsvps.personId, name: people.displayName })
    .from(rsvps)
    .innerJoin(people, eq(people.id, rsvps.personId))
    .where(and(eq(rsvps.activityId, activityId), inArray(rsvps.status, [...standing])))
  const rows = entries.map(({ name, companions, note }) => {
    const called = members.filter((member) => member.name === name)
    const personId = called.length === 1 ? (called[0]?.id ?? null) : null
    const already = signedUp.some((one) => (personId ? one.personId === personId : one.name === name))
    return { name, companions: Math.min(companions, activity.companionsAllowed), note, personId, namesakes: called.length, already }
  })
  return { rows, cappedAt: entries.some((e) => e.companions > activity.companionsAllowed) ? activity.companionsAllowed : null }
}
