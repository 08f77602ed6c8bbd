import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Db, inTransaction } from '@/db/client'
import { bookings } from '@/db/schema/venues'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { freshPostgres } from '@/db/testing/database'
import { buildGroup, buildNetwork, buildPerson, buildSpace, buildVenue } from '@/db/testing/factories'
import { race } from '@/db/testing/race'
import type { RaceJob } from '@/db/testing/race-child'
import { confirmBooking } from './commands'
import { editSpace } from './commands/edit'
import { bookForGroup, releaseBooking } from './commands/keep'

/** Real PostgreSQL, four processes, committed transactions; the race again with the constraint taken away. */

const NOW = '2026-11-01T02:00:00.000Z'
type Opened = Awaited<ReturnType<typeof freshPostgres>>
let whole: Opened
let weakened: Opened

beforeAll(async () => {
  ;[whole, weakened] = [await freshPostgres(), await freshPostgres()]
  await weakened.db.execute(sql`alter table bookings drop constraint bookings_no_overlap`)
  for (const { db } of [whole, weakened]) await buildNetwork(db, { zone: 'Europe/Berlin' })
})
afterAll(async () => {
  await whole?.close()
  await weakened?.close()
})

async function house(db: Db) {
  const group = await buildGroup(db)
  const venue = await buildVenue(db)
  const space = await buildSpace(db, venue.id, { bufferMinutes: 15 })
  const keepers = [await buildPerson(db), await buildPerson(db)]
  return { group, venue, space, keepers, grants: [{ role: 'keeper' as const, scopeType: 'venue' as const, scopeId: venue.id }] }
}

/** Pairs of confirmed bookings of a space that overlap. */
async function overlaps(db: Db, spaceId: string): Promise<number> {
  const rows = await db.execute(
    sql`select count(*)::int as n from bookings a join bookings b on b.space_id = a.space_id and b.id > a.id and b.during && a.during
      where a.space_id = ${spaceId} and a.status = 'confirmed' and b.status = 'confirmed'`,
  )
  return Number(([...(rows as unknown as Iterable<{ n: number }>)][0] as { n: number }).n)
}

it('another buffer waits for a booking that is being decided, and the decision does not wait for it', async () => {
  const { db } = whole
  const { group, space, keepers, grants } = await house(db)
  const ctx = ctxOf(db, asPerson(keepers[0] as never, grants), new Date(NOW))
  const during = '[2026-11-20T10:00:00Z,2026-11-20T12:00:00Z)'
  const [asked] = await db.insert(bookings).values({ spaceId: space.id, groupId: group.id, status: 'requested', during }).returning()
  const { editing } = await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .select()
      .from(bookings)
      .where(eq(bookings.id, asked?.id as string))
      .for('update')
    const editing = editSpace({ ...ctx, db }, { spaceId: space.id, names: space.names, bufferMinutes: 30 })
    const waiting = sql`select count(*)::int n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(() => db.execute(waiting), { timeout: 10_000 }).toEqual([{ n: 1 }])
    expect((await confirmBooking(ctx, { bookingId: asked?.id as string })).status).toBe('confirmed')
    return { editing }
  })
  await editing
  expect((await db.select().from(bookings).where(eq(bookings.spaceId, space.id)))[0]).toMatchObject({ status: 'confirmed' })
})

describe('twelve requests for one hour, confirmed at once by two keepers', () => {
  const run = async ({ db, url }: Opened) => {
    const { group, space, keepers, grants } = await house(db)
    const asked = await db
      .insert(bookings)
      .values(
        Array.from({ length: 12 }, (_, i) => ({
          spaceId: space.id,
          groupId: group.id,
          status: 'requested' as const,
          during: `[2026-11-20T10:${10 + i}:00Z,2026-11-20T12:00:00Z)`,
        })),
      )
      .returning({ id: bookings.id })
    const jobs = asked.map(
      ({ id }, i): RaceJob => ({
        module: 'lib/rsvps/commands/bookings',
        command: 'acceptBooking',
        personId: keepers[i % 2]?.id ?? '',
        grants,
        input: { bookingId: id },
        now: NOW,
      }),
    )
    const answers = await race(url, jobs)
    const confirmed = await db
      .select()
      .from(bookings)
      .where(and(eq(bookings.spaceId, space.id), eq(bookings.status, 'confirmed')))
    return { answers, confirmed: confirmed.length, space }
  }

  it('confirms one; the others are told that it is taken', async () => {
    const { answers, confirmed } = await run(whole)
    expect(confirmed).toBe(1)
    expect(answers.flatMap((a) => (a.ok ? [] : [a.error]))).toEqual(Array(11).fill('space_taken'))
  })

  it('control: without the constraint they overlap', async () => {
    const { confirmed, space } = await run(weakened)
    expect(confirmed).toBeGreaterThan(1)
    expect(await overlaps(weakened.db, space.id)).toBeGreaterThan(0)
  })
})

it('raw SQL is refused too', async () => {
  const { space } = await house(whole.db)
  const write = () =>
    whole.db.insert(bookings).values({ spaceId: space.id, status: 'confirmed', during: '[2026-11-20T10:00:00Z,2026-11-20T12:00:00Z)' })
  await write()
  await expect(write()).rejects.toMatchObject({ cause: { code: '23P01' } })
})

it('no order of bookings and releases makes two overlap, through the night on which the clocks go back', async () => {
  const { db } = whole
  const { group, space, keepers, grants } = await house(db)
  const keeper = ctxOf(db, asPerson(keepers[0] as { id: string }, grants), new Date(NOW))
  let state = 20261025
  const next = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 16) % n
  }
  const two = (n: number) => String(n).padStart(2, '0')
  const held: string[] = []
  const seen = { taken: 0, booked: 0, released: 0 }
  for (let i = 0; i < 150; i++) {
    if (held.length > 0 && next(4) === 0) {
      await releaseBooking(keeper, { bookingId: held.splice(next(held.length), 1)[0] as string })
      seen.released++
    } else {
      const [hour, minute, length] = [next(6), next(4) * 15, 1 + next(3)]
      const input = {
        spaceId: space.id,
        groupId: group.id,
        startsAt: `2026-10-25T${two(hour)}:${two(minute)}`,
        endsAt: `2026-10-25T${two(hour + length)}:${two(minute)}`,
        note: undefined,
      }
      const made = await bookForGroup(keeper, input).catch((error: { code: string }) => error.code)
      if (typeof made === 'string') {
        expect(made).toBe('space_taken')
        seen.taken++
      } else {
        held.push(made.id)
        seen.booked++
      }
    }
    expect(await overlaps(db, space.id)).toBe(0)
  }
  for (const n of Object.values(seen)) expect(n).toBeGreaterThan(5)
})
