import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { calendarDays } from '@/db/schema/network'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { authorize } from '../../policy/can'
import type { addDaysSchema, daySchema } from '../schema'
import { readDayLines } from '../schema/lines'
import { lockNetwork } from './settings'

/** Adds holidays and make-up working days from pasted lines; a day that is there is said anew. Refuses all where one line is wrong. */
export function addCalendarDays(ctx: Ctx, { lines }: z.output<typeof addDaysSchema>): Promise<{ count: number }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    const { rows, problems } = readDayLines(lines)
    if (problems.length > 0 || rows.length === 0) throw new AppError('invalid_input', { lines: 'csv_lines' })
    await ctx.db
      .insert(calendarDays)
      .values(rows.map(({ day, working, zh, en }) => ({ day, working, names: { zh, en } })))
      .onConflictDoUpdate({ target: calendarDays.day, set: { names: sql`excluded.names`, working: sql`excluded.working` } })
    await record(ctx, 'calendar.days_added', { type: 'network', id: network.id }, { count: rows.length })
    return { count: rows.length }
  })
}

/** Takes a day out of the calendar: it is a day of the week again. */
export function removeCalendarDay(ctx: Ctx, { day }: z.output<typeof daySchema>): Promise<{ day: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:administer', null)
    const network = await lockNetwork(ctx)
    const gone = await ctx.db.delete(calendarDays).where(eq(calendarDays.day, day)).returning({ day: calendarDays.day })
    if (gone.length === 0) throw new AppError('not_found')
    await record(ctx, 'calendar.day_removed', { type: 'network', id: network.id }, { day })
    return { day }
  })
}
