import { and, eq, lt, notExists, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { groups, memberships } from '@/db/schema/groups'
import { calendarDays } from '@/db/schema/network'
import { notices } from '@/db/schema/notices'
import type { Ctx } from '../../ctx'
import { record } from '../../history/record'
import { getReference } from '../../network/queries'
import { notify } from '../../notices/notify'
import { authorize } from '../../policy/can'
import { startOfDay } from '../../time/format'
import { workingDaysBefore } from '../../time/working-days'
import { addDays, localDate } from '../../time/zones'
import { officersOf } from '../commands'
import { lockGroup } from '../queries'

const REMIND_AFTER_WORKING_DAYS = 5

/**
 * Reminds president and secretary, once, of each application that has waited five working days by the network's calendar.
 * The notice itself is the mark: it is looked for under the lock of the group's row.
 */
export async function remindApplications(ctx: Ctx): Promise<number> {
  const { network } = await getReference(ctx)
  if (!network) return 0
  const { zone } = network
  const departing = await ctx.db.select({ day: calendarDays.day, working: calendarDays.working }).from(calendarDays)
  const due = workingDaysBefore(localDate(ctx.now, zone), REMIND_AFTER_WORKING_DAYS, departing)
  const before = startOfDay(addDays(due, 1), zone)
  const waiting = await waitingSince(ctx, before)
  let reminded = 0
  for (const groupId of new Set(waiting.map((m) => m.groupId)))
    reminded += await inTransaction(ctx, async (ctx) => {
      authorize(ctx.actor, 'job:run', null)
      await lockGroup(ctx, groupId)
      const own = await waitingSince(ctx, before, groupId)
      const to = await officersOf(ctx, groupId)
      if (to.length === 0) return 0
      for (const { id } of own) {
        await notify(ctx, { to, kind: 'membership_waiting', about: { type: 'membership', id } })
        await record(ctx, 'membership.reminded', { type: 'membership', id }, { groupId, people: to.length })
      }
      return own.length
    })
  return reminded
}

function waitingSince(ctx: Ctx, before: Date, groupId?: string) {
  const told = ctx.db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.kind, 'membership_waiting'),
        eq(notices.aboutType, 'membership'),
        eq(notices.aboutId, sql`${memberships.id}::text`),
        sql`${notices.createdAt} >= ${memberships.appliedAt}`,
      ),
    )
  return ctx.db
    .select({ id: memberships.id, groupId: memberships.groupId })
    .from(memberships)
    .innerJoin(groups, and(eq(groups.id, memberships.groupId), eq(groups.status, 'active')))
    .where(
      and(
        eq(memberships.status, 'applied'),
        lt(memberships.appliedAt, before),
        groupId ? eq(memberships.groupId, groupId) : undefined,
        notExists(told),
      ),
    )
}
