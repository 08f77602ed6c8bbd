import { creditedGroup, gradeOf, timelinessOf } from '@/lib/attendance/rules'
import type { attendances, checkInEntries, corrections, recaps } from '../schema/attendance'
import type { hours } from '../schema/contributions'
import type { CheckInSource, correctionReasons } from '../vocabulary'
import { type ActivityMade, between } from './activities'
import { later, type Year } from './calendar'
import { hostsOf, membershipsThen } from './crowd'
import type { Officers, People, PersonPlan } from './people'
import { idMaker, type Random, randomOf } from './random'
import { recapLines } from './themes'

export type DoorFacts = {
  entries: (typeof checkInEntries.$inferInsert)[]
  attendances: (typeof attendances.$inferInsert & { createdAt: Date })[]
  corrections: (typeof corrections.$inferInsert)[]
  recaps: (typeof recaps.$inferInsert)[]
  hours: (typeof hours.$inferInsert)[]
}
type CheckIn = { walkIn?: boolean; representsId?: string | null; source?: CheckInSource }

const CORRECTED = 0.0395
const WITNESSED = 0.205
const UNDONE = 0.03
const CHECKED_OUT = 0.71
/** Of those who did not check out: whose hours an officer entered afterwards. */
const LATER_HOURS = 0.2
const RECAP_WITH_GUESTS = 0.33

const correctionNotes = ['手机没电了，人到了。', '现场网络不好，没扫上。', '忘了签到，桌长可以证明。', '帮忙搬桌子，错过了签到。']

/** The door and the recap: append-only entries, what they amount to, corrections, hours. */
export function doorMaker(year: Year, seed: string, people: People) {
  const random = randomOf('hui/door')
  const entryId = idMaker(`${seed}/entries`)
  const attendanceId = idMaker(`${seed}/attendances`)
  const otherId = idMaker(`${seed}/door`)
  const facts: DoorFacts = { entries: [], attendances: [], corrections: [], recaps: [], hours: [] }

  /** One person's check-in with its entries and the attendance that they amount to. */
  const checkIn = (
    made: ActivityMade,
    person: PersonPlan,
    { walkIn = false, representsId = null, source = sourceFor(random, made, person) }: CheckIn,
  ) => {
    const { plan, row, endsAt } = made
    const officers = people.officers.get(plan.lead) as Officers
    const helper = officers.secretary === person ? officers.president : officers.secretary
    const self = gradeOf(source) === 'self'
    const limit = row.finalisedAt ?? year.now
    const inAt = inAtOf(random, made, source)
    const receivedAt = receivedAtOf(random, made, source, inAt, limit)
    const reasonCode = source === 'correction' ? correctionReason(random) : null
    const entry = (
      direction: 'in' | 'out' | 'void',
      knownAt: Date,
      received: Date,
      by: PersonPlan,
      from: CheckInSource,
      refersToId: string | null = null,
    ) => {
      const id = entryId(received)
      facts.entries.push({
        id,
        activityId: row.id,
        personId: person.row.id,
        direction,
        source: from,
        device: `server:${id}`,
        deviceSequence: 0,
        knownAt,
        receivedAt: received,
        recordedById: by.row.id,
        reasonCode,
        refersToId,
      })
      return id
    }
    // Now and then somebody is ticked by mistake, undone, and checked in again.
    if ((source === 'roster' || source === 'pass') && random.chance(UNDONE)) {
      const first = entry('in', later(inAt, -2), later(inAt, -2), helper, source)
      entry('void', later(inAt, -1), later(inAt, -1), helper, source, first)
    }
    const id = entry('in', inAt, receivedAt, self ? person : helper, source)
    let outAt: Date | null = null
    if (row.checkOutAsked && source !== 'correction' && source !== 'import' && random.chance(CHECKED_OUT)) {
      outAt = later(endsAt, random.int(-14, 8))
      entry('out', outAt, outAt, self ? person : helper, source === 'paper' ? 'roster' : source)
      facts.hours.push({
        id: otherId(outAt),
        personId: person.row.id,
        activityId: row.id,
        minutes: Math.round((outAt.getTime() - inAt.getTime()) / 60_000),
        source: 'recorded',
        confirmedById: helper.row.id,
        createdAt: outAt,
      })
    } else if (row.checkOutAsked && plan.stand === 'finalised' && random.chance(LATER_HOURS))
      facts.hours.push({
        id: otherId(limit),
        personId: person.row.id,
        activityId: row.id,
        minutes: plan.duration,
        source: 'back_filled',
        confirmedById: helper.row.id,
        createdAt: limit,
      })
    if (reasonCode)
      facts.corrections.push({
        id: otherId(receivedAt),
        activityId: row.id,
        personId: person.row.id,
        askedById: person.row.id,
        decidedById: helper.row.id,
        reason: reasonCode,
        note: person.row.status === 'erased' ? null : random.pick(correctionNotes),
        before: { attended: false },
        after: { attended: true },
        decision: 'accepted',
        decidedAt: receivedAt,
        entryId: id,
        createdAt: later(receivedAt, -random.int(1, 20)),
      })
    facts.attendances.push({
      id: attendanceId(receivedAt),
      activityId: row.id,
      personId: person.row.id,
      ...creditedGroup({
        hostGroupIds: [plan.lead, ...plan.co].map((g) => g.row.id),
        representsId,
        primaryGroupId: membershipsThen(made, person).find((m) => m.primary)?.group.row.id ?? null,
      }),
      inAt,
      outAt,
      timeliness: timelinessOf({ ...made.door, status: row.status }, inAt, source),
      grade: gradeOf(source, row.origin),
      source,
      walkInAt: walkIn ? inAt : null,
      createdAt: receivedAt,
    })
  }

  const recap = (made: ActivityMade, filedAt: Date) => {
    const officers = people.officers.get(made.plan.lead) as Officers
    const [a, b] = random.shuffled(recapLines)
    const few = made.plan.reason === 'too_few' || made.plan.reason === 'excluded'
    facts.recaps.push({
      activityId: made.row.id,
      texts: { zh: `${a?.[0]}${b?.[0]}`, en: `${a?.[1]} ${b?.[1]}` },
      guests: !few && random.chance(RECAP_WITH_GUESTS) ? random.int(1, 9) : 0,
      filedById: officers.secretary.row.id,
      filedAt,
      createdAt: filedAt,
    })
  }
  return { facts, checkIn, recap, represents: (made: ActivityMade, person: PersonPlan) => representing(random, made, person) }
}

/** Only a member of two or more of the hosts is asked whom she represents. */
function representing(random: Random, made: ActivityMade, person: PersonPlan): string | null {
  if (made.plan.co.length === 0) return null
  const hosting = hostsOf(made, person)
  return hosting.length > 1 ? random.pick(hosting).row.id : null
}

/** Whole seconds, inside the door's window: most a little before the start, some on the dot, some late. */
function inAtOf(random: Random, made: ActivityMade, source: CheckInSource): Date {
  if (source === 'correction' || source === 'import') return made.startsAt
  const minutes = random.chance(0.62) ? random.int(-28, -1) : random.chance(0.82) ? random.int(0, 14) : random.int(16, 40)
  return later(made.startsAt, minutes + random.int(0, 59) / 60)
}

function receivedAtOf(random: Random, made: ActivityMade, source: CheckInSource, inAt: Date, limit: Date): Date {
  if (source === 'import') return limit
  const week = later(made.endsAt, 6 * 1440)
  if (source === 'correction' || source === 'paper') return between(random, later(made.endsAt, 16), week < limit ? week : limit, limit)
  return later(inAt, random.int(0, 3) / 60)
}

function sourceFor(random: Random, made: ActivityMade, person: PersonPlan): CheckInSource {
  const { plan } = made
  if (person.row.status === 'provisional') return 'roster'
  if (plan.kind === 'GOVERN') return random.chance(0.8) ? 'roster' : 'paper'
  const settled = plan.stand === 'finalised'
  const corrected = plan.planted === 'corrections' ? 0.4 : settled ? CORRECTED : 0
  const lot = random.next()
  if (lot < corrected) return 'correction'
  if (lot < corrected + WITNESSED)
    return random.weighted(['roster', 'paper', 'pass'] as const, (s) => ({ roster: 72, paper: settled ? 14 : 0, pass: 14 })[s])
  return random.chance(0.78) ? 'wall_code' : 'digits'
}

const correctionReason = (random: Random): (typeof correctionReasons)[number] =>
  random.weighted(['device', 'network', 'forgot', 'other'] as const, (r) => ({ device: 30, network: 26, forgot: 38, other: 6 })[r])
