import { and, asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Db, inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { activities } from '@/db/schema/activities'
import { notices, outboxMessages } from '@/db/schema/notices'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, groupGrant } from '@/db/testing/actors'
import { freshPostgres } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { race } from '@/db/testing/race'
import type { RaceJob } from '@/db/testing/race-child'
import { lockActivity } from '../activities/queries'
import type { RsvpAnswer } from './commands/rsvp'
import { getPlaces } from './queries'
import { rsvpSchema } from './schema'

/** Real PostgreSQL, four processes, committed transactions; each race again with its lock or constraint taken away. */

const NOW = '2026-11-01T02:00:00.000Z'
type Opened = Awaited<ReturnType<typeof freshPostgres>>
let whole: Opened
let weakened: Opened

/** The weakened database: rows take a while to write, so that the window is wide, and one person may have several RSVPs. */
async function weaken({ db }: Opened): Promise<void> {
  await db.execute(sql`alter table rsvps drop constraint rsvps_once`)
  await db.execute(sql`create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(0.02); return new; end $$`)
  await db.execute(sql`create trigger dawdle before insert or update on rsvps for each row execute function dawdle()`)
}

beforeAll(async () => {
  ;[whole, weakened] = [await freshPostgres(), await freshPostgres()]
  await weaken(weakened)
  for (const { db } of [whole, weakened]) await buildNetwork(db)
})
afterAll(async () => {
  await whole?.close()
  await weakened?.close()
})

const rsvpJob = (activityId: string, personId: string, over: object = {}): RaceJob => ({
  module: 'lib/rsvps/commands/rsvp',
  command: 'rsvp',
  personId,
  input: rsvpSchema.parse({ activityId, ...over }),
  now: NOW,
})
const crowdOf = async (db: Db, n: number) => {
  const crowd = []
  for (let i = 0; i < n; i++) crowd.push(await buildPerson(db))
  return crowd.map((p) => p.id)
}
const rowsOf = (db: Db, activityId: string) => db.select().from(rsvps).where(eq(rsvps.activityId, activityId)).orderBy(asc(rsvps.sequence))
const countOf = (rows: { status: string }[], status: string) => rows.filter((r) => r.status === status).length
const activityWith = async (db: Db, capacity: number) => {
  const group = await buildGroup(db)
  return { group, activity: await buildActivity(db, [group.id], { capacity }) }
}

describe('50 people for 10 places', () => {
  const run = async ({ db, url }: Opened, withoutLocks: boolean) => {
    const { activity } = await activityWith(db, 10)
    const crowd = await crowdOf(db, 50)
    const answers = await race(
      url,
      crowd.map((personId) => rsvpJob(activity.id, personId)),
      { withoutLocks },
    )
    return { answers, rows: await rowsOf(db, activity.id), crowd }
  }

  it('10 are going, 40 wait in order without gaps', async () => {
    const { answers, rows, crowd } = await run(whole, false)
    expect(answers.filter((a) => !a.ok)).toEqual([])
    expect([countOf(rows, 'going'), countOf(rows, 'waitlisted')]).toEqual([10, 40])
    expect(rows.map((r) => r.status)).toEqual([...Array(10).fill('going'), ...Array(40).fill('waitlisted')])
    const told = new Map(answers.map((a, i) => [crowd[i], (a as { value: RsvpAnswer }).value.position]))
    expect(rows.slice(10).map((r) => told.get(r.personId))).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  })

  it('control: without the lock of the activity more than 10 get a place', async () => {
    const { rows } = await run(weakened, true)
    expect(countOf(rows, 'going')).toBeGreaterThan(10)
  })
})

describe('what is called after the lock of an activity', () => {
  it('is read under it, though nobody waited for the lock', async () => {
    const { db } = whole
    const { activity } = await activityWith(db, 10)
    const [first, me] = await crowdOf(db, 2)
    const ctx = { db, actor: asPerson({ id: me as string }), now: new Date(NOW) }
    const waiter = await inTransaction(ctx, async (holder) => {
      await lockActivity(holder, activity.id)
      const reading = inTransaction(ctx, (ctx) => Promise.all([lockActivity(ctx, activity.id), getPlaces(ctx, activity.id)]))
      const waiting = sql`select count(*)::int n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(() => db.execute(waiting), { timeout: 10_000 }).toEqual([{ n: 1 }])
      await place(holder.db, activity.id, first as string)
      return { reading }
    })
    const [, places] = await waiter.reading
    expect(places.seatsTaken).toBe(1)
  })

  const place = (db: Db, activityId: string, personId: string) =>
    db.insert(rsvps).values({ activityId, personId, placedById: personId, status: 'going' })
})

describe('cancel, promote and change the capacity at once', () => {
  /** 20 going, and those of `crowd` after them on the waitlist. */
  const place = (db: Opened['db'], activityId: string, crowd: string[]) =>
    db
      .insert(rsvps)
      .values(
        crowd.map((personId, i) => ({
          activityId,
          personId,
          placedById: personId,
          status: i < 20 ? ('going' as const) : ('waitlisted' as const),
          createdAt: new Date(Date.parse(NOW) + i),
        })),
      )
      .returning()
  const cancelling = (placed: { id: string; personId: string }[]): RaceJob[] =>
    placed.map(({ id, personId }) => ({
      module: 'lib/rsvps/commands/cancel',
      command: 'cancelRsvp',
      personId,
      input: { rsvpId: id },
      now: NOW,
    }))
  const run = async ({ db, url }: Opened) => {
    const { activity, group } = await activityWith(db, 20)
    const [officer = '', ...crowd] = await crowdOf(db, 60)
    const placed = await place(db, activity.id, crowd.slice(0, 23))
    const change = (capacity: number): RaceJob => ({
      module: 'lib/rsvps/commands/capacity',
      command: 'changeCapacity',
      personId: officer,
      grants: [groupGrant('secretary', group.id)],
      input: { activityId: activity.id, capacity },
      now: NOW,
    })
    const newcomers = crowd.slice(23).map((personId) => rsvpJob(activity.id, personId))
    const cancels = cancelling([...placed.slice(0, 12), ...placed.slice(21, 22)])
    const answers = await race(url, [change(15), change(25), ...cancels, ...newcomers])
    const rows = await rowsOf(db, activity.id)
    const [after] = await db.select().from(activities).where(eq(activities.id, activity.id))
    return { answers, rows, capacity: after?.capacity ?? 0 }
  }
  /** More come than there are places, so every place is taken; lowering evicts nobody, but 25 was the most there ever were. */
  const isSound = ({ rows, capacity }: Awaited<ReturnType<typeof run>>) => {
    const going = countOf(rows, 'going')
    const waiting = rows.filter((r) => r.status === 'waitlisted')
    const lastPromoted = Math.max(...rows.filter((r) => r.status === 'going').map((r) => r.sequence))
    const inOrder = waiting.every((r) => r.sequence > lastPromoted)
    return waiting.length > 0 && going >= capacity && going <= 25 && (capacity !== 25 || going === 25) && inOrder
  }

  it.each([1, 2])('never over capacity, no free place while somebody waits, order kept (round %i)', async () => {
    const outcome = await run(whole)
    expect(outcome.answers.filter((a) => !a.ok)).toEqual([])
    expect({ sound: isSound(outcome), capacity: outcome.capacity, going: countOf(outcome.rows, 'going') }).toMatchObject({ sound: true })
  })

  /** After 12 of 20 cancel at once and 20 wait: how many are going, and how often somebody was told to have moved up. */
  const cancelAtOnce = async ({ db, url }: Opened, withoutLocks: boolean) => {
    const { activity } = await activityWith(db, 20)
    const placed = await place(db, activity.id, await crowdOf(db, 40))
    await race(url, cancelling(placed.slice(0, 12)), { withoutLocks })
    const told = await db
      .select({ id: notices.id })
      .from(notices)
      .where(and(eq(notices.aboutId, activity.id), eq(notices.kind, 'rsvp_promoted'), eq(notices.channel, 'in_app')))
    return { going: countOf(await rowsOf(db, activity.id), 'going'), told: told.length }
  }

  it('12 cancel at once: 12 move up and are told, once each', async () => {
    expect(await cancelAtOnce(whole, false)).toEqual({ going: 20, told: 12 })
  })

  it('control: without the lock several promote the same person, who is told again', async () => {
    expect((await cancelAtOnce(weakened, true)).told).toBeGreaterThan(12)
  })
})

describe('one person 50 times', () => {
  const run = async ({ db, url }: Opened, withoutLocks: boolean, requestId?: string) => {
    const { activity } = await activityWith(db, 10)
    const [personId = ''] = await crowdOf(db, 1)
    const answers = await race(
      url,
      Array.from({ length: 50 }, () => rsvpJob(activity.id, personId, { requestId })),
      { withoutLocks },
    )
    const mails = await db
      .select()
      .from(outboxMessages)
      .where(and(eq(outboxMessages.personId, personId), eq(outboxMessages.template, 'rsvp_going')))
    return { answers, rows: await rowsOf(db, activity.id), mails }
  }

  it.each([
    ['as separate submissions', undefined],
    ['as one request repeated', newId()],
  ])('%s: one RSVP, one mail, and every answer names it', async (_, requestId) => {
    const { answers, rows, mails } = await run(whole, false, requestId)
    expect([rows.length, mails.length]).toEqual([1, 1])
    expect(new Set(answers.map((a) => (a.ok ? (a.value as RsvpAnswer).rsvpId : a.error)))).toEqual(new Set([rows[0]?.id]))
  })

  it('control: without the lock and the unique constraint there are several RSVPs and mails', async () => {
    const { rows, mails } = await run(weakened, true)
    expect(rows.length).toBeGreaterThan(1)
    expect(mails.length).toBeGreaterThan(1)
  })

  it('control: without the lock alone the constraint holds, but the person is answered with an error', async () => {
    let refused = 0
    for (let tries = 0; tries < 5 && refused === 0; tries++) {
      const { answers, rows } = await run(whole, true)
      expect(rows).toHaveLength(1)
      refused = answers.filter((a) => !a.ok).length
    }
    expect(refused).toBeGreaterThan(0)
  })

  it('the constraint refuses a second row by raw SQL, and control: without it the row goes in', async () => {
    const second = async ({ db }: Opened) => {
      const { activity } = await activityWith(db, 10)
      const [personId = ''] = await crowdOf(db, 1)
      const insert = () =>
        db.execute(
          sql`insert into rsvps (id, activity_id, person_id, placed_by_id, status) values (${newId()}, ${activity.id}, ${personId}, ${personId}, 'going')`,
        )
      await insert()
      return insert().then(
        () => 'inserted',
        (error) => error.cause?.code,
      )
    }
    expect([await second(whole), await second(weakened)]).toEqual(['23505', 'inserted'])
  })
})
