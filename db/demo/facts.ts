import type { hosts, postponements } from '../schema/activities'
import type { rsvps } from '../schema/rsvps'
import type { bookings } from '../schema/venues'
import type { RsvpStatus } from '../vocabulary'
import type { ActivityMade } from './activities'
import { doorMaker } from './attendance'
import { later, type Year } from './calendar'
import { makeCrowd } from './crowd'
import type { Officers, People, PersonPlan } from './people'
import type { GroupPlan } from './places'
import { idMaker, randomOf } from './random'
import { declinedReasons } from './themes'

type Rsvp = typeof rsvps.$inferInsert & { createdAt: Date; companions: number }

/** Shares of those going: who does not come, who is excused, who cancels, who waits where it is full. */
const NO_SHOWS = 0.118
const EXCUSED = 0.015
const CANCELLED = 0.146
const WAITING = 0.232
/** Share of the attendances that are walk-ins, and of those how many come from outside. */
const WALK_INS = 0.137
const FROM_OUTSIDE = 0.104
const cancelReasons = ['临时加班', '孩子生病', '记错日子了', '改去另一场']
const toFive = (n: number) => Math.ceil(n / 5) * 5

/** Makes hosts, bookings, RSVPs and the door of each activity, in the order of time. */
export function factMaker(year: Year, seed: string, people: People) {
  const random = randomOf('hui/facts')
  const rsvpId = idMaker(`${seed}/rsvps`)
  const otherId = idMaker(`${seed}/facts`)
  const crowd = makeCrowd(people)
  const door = doorMaker(year, seed, people)
  const facts = {
    hosts: [] as (typeof hosts.$inferInsert)[],
    bookings: [] as (typeof bookings.$inferInsert)[],
    postponements: [] as (typeof postponements.$inferInsert)[],
    rsvps: [] as Rsvp[],
    ...door.facts,
  }
  const officersOf = (group: GroupPlan) => people.officers.get(group) as Officers

  const host = ({ plan, row }: ActivityMade) => {
    const createdAt = row.createdAt as Date
    const rows: [GroupPlan, 'lead' | 'co' | 'support'][] = [
      [plan.lead, 'lead'],
      ...plan.co.map((g): [GroupPlan, 'co'] => [g, 'co']),
      ...plan.support.map((g): [GroupPlan, 'support'] => [g, 'support']),
    ]
    for (const [position, [group, role]] of rows.entries())
      facts.hosts.push({
        activityId: row.id,
        groupId: group.row.id,
        role,
        position,
        acceptedAt: role === 'lead' ? createdAt : later(createdAt, 25),
        createdAt,
      })
  }

  const book = (made: ActivityMade) => {
    const { plan, row } = made
    if (!plan.space) return
    const createdAt = row.createdAt as Date
    const settled = row.publishedAt !== null
    const officers = officersOf(plan.lead)
    facts.bookings.push({
      id: otherId(createdAt),
      spaceId: plan.space.row.id,
      groupId: plan.lead.row.id,
      activityId: row.id,
      during: during(made, plan.space.buffer),
      status: plan.stand === 'cancelled' ? 'released' : settled ? 'confirmed' : 'requested',
      requestedById: officers.secretary.row.id,
      decidedById: settled ? officers.president.row.id : null,
      decidedAt: settled ? later(createdAt, 20) : null,
      createdAt,
    })
    if (!settled) row.venueConfirmedAt = null
  }

  /** When people say yes: more of them early. */
  const placedAt = (made: ActivityMade, until: Date, early = 0): Date => {
    const from = (made.row.publishedAt as Date).getTime()
    return new Date(from + Math.floor((until.getTime() - from) * Math.min(0.999, early + (1 - early) * random.next() ** 1.6)))
  }
  const rsvp = (made: ActivityMade, person: PersonPlan, status: RsvpStatus, createdAt: Date, over: Partial<Rsvp> = {}): Rsvp => {
    const own = person.row.email !== null && (made.plan.who || !random.chance(0.03))
    const row: Rsvp = {
      id: rsvpId(createdAt),
      activityId: made.row.id,
      personId: person.row.id,
      status,
      sequence: 0,
      placedById: own ? person.row.id : officersOf(made.plan.lead).secretary.row.id,
      representsId: door.represents(made, person),
      companions: 0,
      createdAt,
      ...over,
    }
    facts.rsvps.push(row)
    return row
  }

  /** Those going (those who must come first), those who cancelled, and, where every seat is taken, those who wait. */
  const fill = (made: ActivityMade, wanted: number, until: Date) => {
    const { plan, row } = made
    const known = crowd.known(made, plan.who)
    const going = [...known, ...crowd.some(made, wanted - known.length)]
    const rows = going.map((person) => rsvp(made, person, 'going', placedAt(made, until)))
    if (row.companionsAllowed) for (const r of rows) if (random.chance(0.15)) r.companions = 1
    for (const person of crowd.some(made, Math.round(wanted * CANCELLED * (0.5 + random.next())))) {
      const createdAt = placedAt(made, until)
      const cancelledAt = later(createdAt, ((until.getTime() - createdAt.getTime()) / 60_000) * random.next())
      const late = cancelledAt > later(made.startsAt, -120)
      const cancelReason = random.chance(0.3) ? random.pick(cancelReasons) : null
      rsvp(made, person, late ? 'late_cancelled' : 'cancelled', createdAt, { cancelledAt, cancelReason, updatedAt: cancelledAt })
    }
    const seats = rows.reduce((sum, r) => sum + 1 + r.companions, 0)
    if (plan.seats === 'full' && row.capacity !== null && plan.stand !== 'cancelled') {
      row.capacity = Math.max(1, seats)
      const first = crowd.known(made, plan.whoWaits)
      const n = plan.waiting ?? Math.max(1, Math.round(wanted * WAITING * (0.3 + 1.4 * random.next())))
      const others = crowd.some(made, n - first.length)
      for (const person of [...others.slice(0, 2), ...first, ...others.slice(2)])
        rsvp(made, person, 'waitlisted', placedAt(made, until, 0.7))
    } else if (row.capacity !== null && row.capacity !== undefined && plan.capacity === undefined) {
      row.capacity = Math.max(row.capacity, toFive(seats))
    }
    return { going, rows }
  }

  /** RSVPs of an activity that has not begun, or never will. */
  const ahead = (made: ActivityMade) => {
    const { plan, row } = made
    const room = plan.space?.capacity ?? 400
    const roomy = Math.max(6, Math.min(room, toFive(plan.size * (0.9 + random.next() * 0.7))))
    const capacity = plan.capacity ?? roomy
    row.capacity = plan.seats === 'unlimited' ? null : capacity
    const near = Math.max(0.12, 1 - (plan.day - year.today) / 30)
    const left = random.chance(0.3) ? random.int(1, 3) : random.int(3, 12)
    const usual = Math.max(2, Math.min(capacity - left, Math.round(plan.size * near * (0.5 + random.next() * 0.7))))
    const wanted =
      plan.going ?? (plan.stand === 'cancelled' ? random.int(3, Math.min(22, capacity)) : plan.seats === 'full' ? capacity : usual)
    const { rows } = fill(made, wanted, row.cancelledAt ?? year.now)
    if (row.rsvpMode === 'review' && plan.seats !== 'full') for (const r of rows) if (random.chance(0.4)) r.status = 'pending'
    if (plan.planted?.startsWith('postponed')) postpone(made, rows)
  }

  const postpone = (made: ActivityMade, rows: Rsvp[]) => {
    const officers = officersOf(made.plan.lead)
    const shifts =
      made.plan.planted === 'postponed-twice'
        ? [
            [-7, -4, 6],
            [-4, 0, 2],
          ]
        : [[-5, 0, 2]]
    for (const [from = 0, to = 0, ago = 0] of shifts) {
      const createdAt = later(year.now, -ago * 1440 - 300)
      facts.postponements.push({
        id: otherId(createdAt),
        activityId: made.row.id,
        fromStartsAt: later(made.startsAt, from * 1440),
        toStartsAt: later(made.startsAt, to * 1440),
        reason: ago === 2 ? '讲师行程有变。' : '场地临时检修。',
        decidedById: officers.secretary.row.id,
        createdAt,
      })
    }
    const asked = later(year.now, -2 * 1440 - 300)
    for (const r of rows) {
      if (r.createdAt > asked) continue
      r.reconfirmAskedAt = asked
      if (random.chance(0.7)) r.reconfirmedAt = later(asked, random.int(5, 2000))
      r.updatedAt = r.reconfirmedAt ?? asked
    }
  }

  const past = (made: ActivityMade) => {
    const { plan, row } = made
    const few = plan.reason === 'too_few' || plan.size < 3
    const unplanned = few || plan.kind === 'GOVERN' ? 0 : Math.min(plan.size - 2, Math.round(plan.size * WALK_INS * 2 * random.next()))
    const came = plan.came ?? plan.size - (plan.walkIns ?? unplanned)
    const expected = came / (1 - NO_SHOWS - EXCUSED)
    const absent = few ? random.int(3, 8) : Math.round(expected * NO_SHOWS * (0.55 + 0.9 * random.next()))
    const excused = plan.came !== undefined ? 1 : !few && random.chance(0.35) ? Math.round(came * EXCUSED * 3) : 0
    const wanted = plan.going ?? came + absent + excused
    const unlimited = plan.seats === 'unlimited' || plan.kind === 'GOVERN'
    const room = Math.max(plan.space?.capacity ?? 400, wanted)
    row.capacity =
      plan.capacity !== undefined ? plan.capacity : unlimited ? null : Math.min(room, toFive(wanted * (1.05 + random.next() * 0.45)))
    const { going, rows } = fill(made, wanted, made.startsAt)
    const closed = plan.stand === 'finalised' && plan.reason !== 'no_recap' && plan.planted !== 'restated'
    const certain = plan.who?.length ?? 0
    const order = [...random.shuffled(going.map((_, i) => i).slice(certain)), ...going.slice(0, certain).map((_, i) => i)]
    let missing = Math.max(0, going.length - came)
    const attended = going.length - missing
    for (const i of order) {
      const mine = rows[i] as Rsvp
      if (missing > 0) {
        missing--
        if (missing < excused) mine.excusedAt = later(made.startsAt, -random.int(10, 600))
        else if (closed && !few) mine.noShowAt = row.finalisedAt as Date
        mine.updatedAt = mine.excusedAt ?? mine.noShowAt ?? mine.createdAt
        if (mine.updatedAt < mine.createdAt) mine.updatedAt = mine.createdAt
        continue
      }
      door.checkIn(made, going[i] as PersonPlan, { representsId: mine.representsId })
    }
    // Whom the city's pools could not give comes as a walk-in, so that the figures stay exact.
    for (let i = attended; i < plan.size; i++) {
      const member = row.audience === 'public' && random.chance(FROM_OUTSIDE) ? null : crowd.one(made)
      if (!member && plan.kind === 'GOVERN') continue
      if (!member) row.audience = 'public'
      door.checkIn(made, member ?? crowd.stranger(made), { walkIn: true })
    }
    if (closed) door.recap(made, row.finalisedAt as Date)
  }

  const backFilled = (made: ActivityMade) => {
    for (const person of crowd.some(made, Math.min(18, Math.max(4, made.plan.size >> 1)))) door.checkIn(made, person, { source: 'import' })
    door.recap(made, made.row.finalisedAt as Date)
  }

  const add = (made: ActivityMade): void => {
    host(made)
    book(made)
    const { plan, row } = made
    if (row.publishedAt === null) row.capacity = 30
    else if (plan.reason === 'published_late') backFilled(made)
    else if (plan.stand === 'cancelled' || plan.stand === 'upcoming') ahead(made)
    else past(made)
  }

  /** Bookings without an activity of their own: a refused one, and two requests for the same hours. */
  const disputes = (made: ActivityMade[], groups: GroupPlan[]) => {
    const planned = (key: string) => made.find((m) => m.plan.planted === key) as ActivityMade
    const named = (zh: string) => groups.find((g) => g.row.names.zh === zh) as GroupPlan
    const ask = (of: ActivityMade, group: GroupPlan, shift: number, over: Partial<typeof bookings.$inferInsert>) => {
      const createdAt = later(year.now, -3 * 1440 + (shift % 1440))
      const moved = { ...of, startsAt: later(of.startsAt, shift), endsAt: later(of.endsAt, shift) }
      facts.bookings.push({
        id: otherId(createdAt),
        spaceId: of.plan.space?.row.id as string,
        groupId: group.row.id,
        during: during(moved, 0),
        status: 'requested',
        requestedById: officersOf(group).secretary.row.id,
        createdAt,
        ...over,
      })
    }
    const choir = planned('choir')
    ask(choir, named('听松悦读分会'), 30, {
      status: 'declined',
      declineReason: declinedReasons[0],
      decidedById: officersOf(choir.plan.lead).president.row.id,
      decidedAt: later(year.now, -1440),
      offeredSpaceId: choir.plan.venue?.spaces[1]?.row.id ?? null,
    })
    const night = planned('night-reading')
    ask(night, named('北汀影像社'), 7 * 1440, { note: '胶片放映，需要遮光。' })
    ask(night, named('青檐公益分会'), 7 * 1440 + 30, { note: '志愿者培训，三十人。' })
  }

  return { facts, add, disputes, recap: door.recap }
}

const during = ({ startsAt, endsAt }: Pick<ActivityMade, 'startsAt' | 'endsAt'>, buffer: number): string =>
  `[${later(startsAt, -buffer).toISOString()},${later(endsAt, buffer).toISOString()})`
