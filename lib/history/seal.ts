import { createHash } from 'node:crypto'
import { and, asc, desc, gt, gte, lt, min, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { historyEntries, historySeals } from '@/db/schema/history'
import type { Ctx } from '../ctx'
import { authorize } from '../policy/can'
import { addDays } from '../time/zones'

type Entry = typeof historyEntries.$inferSelect
/** A day is closed six hours after its end (UTC): an import, whose clock stands, may still write into it for a while. */
const CLOSED_AFTER_MS = 6 * 3_600_000
const PAGE = 5000
const SEAL_LOCK = 7_238_403

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10)
const startOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** Seals every closed day (UTC) that is not sealed yet, in order; returns how many. A day without entries is sealed too. */
export function sealHistory(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'job:run', null)
    await ctx.db.execute(sql`select pg_advisory_xact_lock(${SEAL_LOCK})`)
    const [last] = await ctx.db.select().from(historySeals).orderBy(desc(historySeals.day)).limit(1)
    const [first] = await ctx.db.select({ at: min(historyEntries.at) }).from(historyEntries)
    let day = last ? addDays(last.day, 1) : first?.at && dayOf(first.at)
    const open = dayOf(new Date(ctx.now.getTime() - CLOSED_AFTER_MS))
    let previous = last?.hash ?? ''
    let sealed = 0
    for (; day && day < open; day = addDays(day, 1)) {
      const { entries, hash } = await hashDay(ctx, day, previous)
      await ctx.db.insert(historySeals).values({ day, entries, hash, sealedAt: ctx.now })
      previous = hash
      sealed++
    }
    return sealed
  })
}

/** The first sealed day whose entries no longer give its hash, or null when the whole history is as it was sealed. */
export async function findTampering(ctx: Pick<Ctx, 'db'>): Promise<string | null> {
  let previous = ''
  for (const seal of await ctx.db.select().from(historySeals).orderBy(asc(historySeals.day))) {
    const { entries, hash } = await hashDay(ctx, seal.day, previous)
    if (hash !== seal.hash || entries !== seal.entries) return seal.day
    previous = hash
  }
  return null
}

async function hashDay(ctx: Pick<Ctx, 'db'>, day: string, previous: string): Promise<{ entries: number; hash: string }> {
  const hash = createHash('sha256').update(`${day}\n${previous}\n`)
  const inDay = and(gte(historyEntries.at, startOf(day)), lt(historyEntries.at, startOf(addDays(day, 1))))
  let entries = 0
  let after: Entry | undefined
  for (;;) {
    const page: Entry[] = await ctx.db
      .select()
      .from(historyEntries)
      .where(and(inDay, after && gt(historyEntries.id, after.id)))
      .orderBy(asc(historyEntries.id))
      .limit(PAGE)
    for (const entry of page) hash.update(`${lineOf(entry)}\n`)
    entries += page.length
    after = page.at(-1)
    if (page.length < PAGE) return { entries, hash: hash.digest('hex') }
  }
}

/** An entry as one line: jsonb keeps no order of keys, so they are sorted. */
function lineOf({ id, actorId, actorKind, verb, subjectType, subjectId, ids, at }: Entry): string {
  const sorted = Object.fromEntries(Object.entries(ids).sort(([a], [b]) => (a < b ? -1 : 1)))
  return JSON.stringify([id, actorId, actorKind, verb, subjectType, subjectId, sorted, at.toISOString()])
}
