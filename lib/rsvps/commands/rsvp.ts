import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { type ActivitySubject, lockActivity } from '../../activities/queries'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import { type Person, personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { once } from '../../requests'
import { findRsvp, getPlaces, getPosition, getRelation, type RsvpRow } from '../queries'
import { decideRsvp, unanswered } from '../rules'
import type { JoinAndRsvpInput, RsvpInput } from '../schema'
import { placeRsvp } from './places'

export type RsvpAnswer = { rsvpId: string; status: RsvpRow['status']; position: number | null }

/** RSVPs the actor to an activity. A repeat answers the standing RSVP and tells nobody again. */
export function rsvp(ctx: Ctx, input: RsvpInput): Promise<RsvpAnswer> {
  const { requestId } = input
  return inTransaction(ctx, (ctx) =>
    requestId ? once(ctx, requestId, 'rsvp', input, (ctx) => rsvpOnce(ctx, input)) : rsvpOnce(ctx, input),
  )
}

export async function rsvpOnce(ctx: Ctx, input: RsvpInput): Promise<RsvpAnswer> {
  const { activityId } = input
  const me = personIdOf(ctx.actor)
  // Sent together, the lock first: every wait in between would be time in which the row stays locked.
  const [activity, mine, places] = await Promise.all([
    lockActivity(ctx, activityId),
    me ? findRsvp(ctx, activityId, me) : null,
    getPlaces(ctx, activityId),
  ])
  const relation = await getRelation(ctx, activity)
  const actor = authorizeRsvp(ctx, activity, relation.invited)
  const decision = decideRsvp({ activity, mine, companions: input.companions, places, relation, now: ctx.now })
  if ('refused' in decision) throw new AppError(decision.refused)
  if (decision.outcome === 'existing') return answerOf(ctx, mine as RsvpRow)
  checkAnswers(activity, input)
  if (input.representsId && !(activity.hostGroupIds.includes(input.representsId) && actor.memberOf.includes(input.representsId)))
    throw new AppError('rsvp_represents_unknown', { representsId: 'invalid' })
  return place(ctx, actor, activity, mine, decision.outcome, input, places.waitlisted + 1)
}

export function authorizeRsvp(ctx: Ctx, activity: ActivitySubject, invited: boolean): Person {
  const subject = invited && ctx.actor.kind === 'person' ? { ...activity, invitedPersonIds: [ctx.actor.personId] } : activity
  authorize(ctx.actor, 'activity:rsvp', subject)
  return ctx.actor as Person
}

export function checkAnswers(activity: ActivitySubject, input: Pick<RsvpInput, 'answers'>): void {
  const missing = unanswered(activity.questions, input.answers)
  if (missing.length > 0) throw new AppError('rsvp_answer_missing', Object.fromEntries(missing.map((id) => [`answers.${id}`, 'required'])))
}

const kinds = { going: 'rsvp_going', waitlisted: 'rsvp_waitlisted', pending: 'rsvp_pending' } as const

export async function place(
  ctx: Ctx,
  actor: Person,
  activity: ActivitySubject,
  mine: RsvpRow | null,
  status: keyof typeof kinds,
  input: JoinAndRsvpInput & { representsId?: string | null },
  nextPosition: number,
): Promise<RsvpAnswer> {
  const asked = new Set(activity.questions.map((q) => q.id))
  const id = mine?.id ?? newId(ctx.now.getTime())
  const position = status === 'waitlisted' ? nextPosition : null
  const placing = placeRsvp(ctx, mine, id, {
    activityId: activity.id,
    personId: actor.personId,
    status,
    placedById: actor.personId,
    representsId: input.representsId ?? null,
    companions: input.companions,
    companionNames: input.companionNames.slice(0, input.companions),
    answers: Object.fromEntries(Object.entries(input.answers).filter(([id]) => asked.has(id))),
  })
  await Promise.all([
    placing,
    record(ctx, 'rsvp.placed', { type: 'rsvp', id }, { activityId: activity.id, status, seats: 1 + input.companions }),
    notify(ctx, {
      to: [actor.personId],
      kind: kinds[status],
      about: { type: 'activity', id: activity.id },
      ids: { rsvpId: id, position },
    }),
  ])
  return { rsvpId: id, status, position }
}

export async function answerOf(ctx: Ctx, mine: RsvpRow): Promise<RsvpAnswer> {
  return { rsvpId: mine.id, status: mine.status, position: mine.status === 'waitlisted' ? await getPosition(ctx, mine) : null }
}
