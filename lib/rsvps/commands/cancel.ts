import { eq } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { rsvps } from '@/db/schema/rsvps'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize, can, type Subjects } from '../../policy/can'
import type { RsvpRow } from '../queries'
import { decideCancel } from '../rules'
import type { CancelRsvpInput } from '../schema'
import { setRsvp, settlePlaces, tell } from './places'

/** Cancels an RSVP, one's own or (an organizer) somebody's; who waits moves up in the same transaction. */
export function cancelRsvp(ctx: Ctx, input: CancelRsvpInput): Promise<{ status: RsvpRow['status'] }> {
  return inTransaction(ctx, async (ctx) => {
    const { rsvp, activity, subject } = await lockRsvp(ctx, input.rsvpId)
    authorize(ctx.actor, 'rsvp:cancel', subject)
    const me = personIdOf(ctx.actor)
    const byOrganizer = rsvp.personId !== me && can(ctx.actor, 'rsvp:decide', subject)
    const own = rsvp.personId === me || (subject.vouchedById === me && !byOrganizer)
    const decision = decideCancel({ activity, mine: rsvp, byOrganizer, now: ctx.now })
    if ('refused' in decision) throw new AppError(decision.refused)
    await setRsvp(ctx, rsvp.id, { status: decision.status, cancelledAt: ctx.now, cancelReason: input.reason || null })
    await record(ctx, 'rsvp.cancelled', { type: 'rsvp', id: rsvp.id }, { activityId: activity.id, status: decision.status, own })
    if (own)
      await notify(ctx, { to: [rsvp.personId], kind: 'rsvp_cancelled', about: { type: 'activity', id: activity.id }, ids: { own: 1 } })
    else await tell(ctx, activity, 'rsvp_cancelled', [rsvp.personId], { own: 0 })
    await settlePlaces(ctx, activity)
    return { status: decision.status }
  })
}

/** Who signed somebody up who has no account. */
async function voucherOf(ctx: Ctx, rsvp: RsvpRow): Promise<string | null> {
  if (rsvp.placedById === rsvp.personId) return null
  const [person] = await ctx.db.select({ status: people.status }).from(people).where(eq(people.id, rsvp.personId))
  return person?.status === 'provisional' ? rsvp.placedById : null
}

/** The RSVP and its activity, whose row is locked first: the RSVP is read again under the lock. `subject`: what the policy asks about it. */
export async function lockRsvp(ctx: Ctx, rsvpId: string): Promise<{ rsvp: RsvpRow; activity: ActivitySubject; subject: Subjects['rsvp'] }> {
  const [found] = await ctx.db.select({ activityId: rsvps.activityId }).from(rsvps).where(eq(rsvps.id, rsvpId))
  if (!found) throw new AppError('not_found')
  const activity = await lockActivity(ctx, found.activityId)
  const [rsvp] = await ctx.db.select().from(rsvps).where(eq(rsvps.id, rsvpId))
  if (!rsvp) throw new AppError('not_found')
  return { rsvp, activity, subject: { personId: rsvp.personId, vouchedById: await voucherOf(ctx, rsvp), activity } }
}
