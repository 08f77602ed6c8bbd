import { inTransaction } from '@/db/client'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { listUnconfirmed } from '../queries/unconfirmed'
import { isCorrectable, projectAttendance } from '../rules'
import type { ActivityOnly } from '../schema'
import { appendEntry, lockDoor, lockPerson, readEntries } from './log'

/**
 * An organizer stands for what a spreadsheet told of an activity: each attendance that is known by an import alone gets
 * an entry of paper and is witnessed from then on. Within seven days of the end, as for any sheet of paper; later it
 * stays back-filled. Never one's own (docs/decisions/010-spreadsheets.md).
 */
export function confirmPaper(ctx: Ctx, { activityId }: ActivityOnly): Promise<{ confirmed: number }> {
  return inTransaction(ctx, async (ctx) => {
    const activity = await lockDoor(ctx, activityId)
    authorize(ctx.actor, 'activity:confirmPaper', activity)
    if (activity.origin !== 'here' || !isCorrectable(activity, ctx.now)) throw new AppError('paper_too_late')
    let confirmed = 0
    for (const personId of await listUnconfirmed(ctx, activityId)) {
      if (personId === personIdOf(ctx.actor)) continue
      await lockPerson(ctx, activityId, personId)
      const before = projectAttendance(await readEntries(ctx, activityId, personId), activity)
      if (before?.source !== 'import') continue
      await appendEntry(ctx, activity, { personId, direction: 'in', source: 'paper', knownAt: activity.startsAt })
      confirmed++
    }
    await record(ctx, 'attendance.paper_confirmed', { type: 'activity', id: activityId }, { confirmed })
    return { confirmed }
  })
}
