import type { ActivityMade } from './activities'
import { later } from './calendar'
import { type Membership, type People, type PersonPlan, type Pool, pickFrom } from './people'
import type { GroupPlan } from './places'
import { type Random, randomOf } from './random'

/** Share of the walk-ins from outside who have come before. */
const AGAIN = 0.14
const NOBODY: Pool = []

export const isHost = (made: ActivityMade, group: GroupPlan): boolean => made.plan.lead === group || made.plan.co.includes(group)

const wasActive = (m: Membership, day: number) => m.joined <= day && (m.left === null || m.left > day)

/** The memberships of a person on the day of an activity. */
export const membershipsThen = (made: ActivityMade, person: PersonPlan) => person.memberships.filter((m) => wasActive(m, made.plan.day))

/** The host groups to which this person belonged on the day. */
export const hostsOf = (made: ActivityMade, person: PersonPlan): GroupPlan[] =>
  person.memberships.flatMap((m) => (isHost(made, m.group) && wasActive(m, made.plan.day) ? [m.group] : []))

/** Finds people for activities: mostly members of the hosts, some from the district, a few from anywhere; nobody twice on one day. */
export function makeCrowd(people: People) {
  const random: Random = randomOf('hui/crowd')
  const walkIns: PersonPlan[] = []

  const fits = (made: ActivityMade, person: PersonPlan) =>
    person.busyOn !== made.plan.day &&
    person.joined <= made.plan.day &&
    (made.row.audience !== 'members' || hostsOf(made, person).length > 0)

  const from = (made: ActivityMade, pool: Pool, tries: number): PersonPlan | null => {
    for (let i = 0; i < tries; i++) {
      const person = pickFrom(random, pool, made.plan.day)
      if (!person) return null
      if (random.next() < person.zeal && fits(made, person)) {
        person.busyOn = made.plan.day
        return person
      }
    }
    return null
  }
  const hostPool = ({ plan }: ActivityMade): Pool => {
    const host = plan.co.length > 0 && random.chance(0.4) ? random.pick(plan.co) : plan.lead
    return people.groupPools.get(host) ?? NOBODY
  }

  const one = (made: ActivityMade): PersonPlan | null => {
    const { plan } = made
    if (made.row.audience === 'members') return from(made, hostPool(made), 60)
    const lot = random.next()
    const host = lot < 0.95 ? from(made, hostPool(made), 40) : null
    const near = host ?? (lot < 0.985 ? from(made, people.districtPools.get(plan.district ?? '') ?? NOBODY, 30) : null)
    return near ?? from(made, people.everyone, 300)
  }

  return {
    one,
    some: (made: ActivityMade, n: number): PersonPlan[] => {
      const out: PersonPlan[] = []
      for (let i = 0; i < n; i++) {
        const person = one(made)
        if (person) out.push(person)
      }
      return out
    },
    /** People of the demo by their keys, taken for that day. */
    known: (made: ActivityMade, keys: string[] = []): PersonPlan[] =>
      keys.map((key) => {
        const person = people.byKey.get(key) as PersonPlan
        person.busyOn = made.plan.day
        return person
      }),
    /** Somebody from outside who came along: a provisional person. */
    stranger: (made: ActivityMade): PersonPlan => {
      const again = walkIns.length > 20 && random.chance(AGAIN) ? random.pick(walkIns) : null
      const free = again && again.busyOn !== made.plan.day && (again.row.createdAt as Date) < made.startsAt
      const person = free ? again : people.addWalkIn(later(made.startsAt, random.int(-5, 15)))
      if (person !== again) walkIns.push(person)
      person.busyOn = made.plan.day
      return person
    },
  }
}
