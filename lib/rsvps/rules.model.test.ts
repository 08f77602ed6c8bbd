import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideCancel, decidePromotion, decideRsvp, type RsvpActivity } from './rules'

/** A model of one activity: every act as the commands do it, with the rules deciding. Time stands two weeks or two hours before. */
type Row = { person: number; status: 'going' | 'waitlisted' | 'offered' | 'cancelled'; seats: number; sequence: number }
type Act =
  | { act: 'join'; person: number; companions: number }
  | { act: 'leave' | 'confirm' | 'expire'; person: number }
  | { act: 'capacity'; to: number }
  | { act: 'cancel' }

const STARTS = new Date('2026-11-10T11:00:00Z')
const person = fc.integer({ min: 0, max: 11 })
const acts = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ act: fc.constant('join' as const), person, companions: fc.integer({ min: 0, max: 2 }) }) },
    { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('leave' as const, 'confirm' as const, 'expire' as const), person }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('capacity' as const), to: fc.integer({ min: 3, max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('cancel' as const) }) },
  ),
  { maxLength: 60 },
)

class Model {
  rows: Row[] = []
  status: RsvpActivity['status'] = 'published'
  capacity = 4
  private sequence = 0
  constructor(
    readonly now: Date,
    readonly offerMinutes: number | null,
  ) {}

  get activity(): RsvpActivity & { offerMinutes: number | null } {
    const open = { rsvpMode: 'open' as const, rsvpOpensAt: null, rsvpClosesAt: null, cancelUntil: null, audience: 'public' as const }
    return {
      ...open,
      status: this.status,
      startsAt: STARTS,
      endsAt: null,
      capacity: this.capacity,
      companionsAllowed: 2,
      offerMinutes: this.offerMinutes,
    }
  }
  of = (n: number) => this.rows.find((r) => r.person === n)
  taken = () => this.rows.filter((r) => r.status === 'going' || r.status === 'offered').reduce((sum, r) => sum + r.seats, 0)
  waiting = () => this.rows.filter((r) => r.status === 'waitlisted').sort((a, b) => a.sequence - b.sequence)

  /** Does one act; answers who moved up. */
  run(step: Act): Row[] {
    if (step.act === 'cancel') this.status = 'cancelled'
    else if (step.act === 'capacity') this.capacity = step.to
    else if (step.act === 'join') this.join(step.person, step.companions)
    else if (step.act === 'confirm') this.set(step.person, 'offered', 'going')
    else if (step.act === 'expire') this.set(step.person, 'offered', 'cancelled')
    else {
      const mine = this.of(step.person) ?? null
      const decision = decideCancel({ activity: this.activity, mine, byOrganizer: false, now: this.now })
      if (mine && 'status' in decision) mine.status = 'cancelled'
    }
    return this.settle()
  }

  private set(n: number, from: Row['status'], to: Row['status']) {
    const row = this.of(n)
    if (row?.status === from) row.status = to
  }

  private join(n: number, companions: number) {
    const mine = this.of(n) ?? null
    const smallest = Math.min(...this.waiting().map((r) => r.seats))
    const places = { seatsTaken: this.taken(), smallestWaiting: Number.isFinite(smallest) ? smallest : null }
    const relation = { belongs: false, invited: false }
    const decision = decideRsvp({ activity: this.activity, mine, companions, places, relation, now: this.now })
    if ('refused' in decision || decision.outcome === 'existing' || decision.outcome === 'pending') return
    this.rows = this.rows.filter((r) => r.person !== n)
    this.rows.push({ person: n, status: decision.outcome, seats: 1 + companions, sequence: ++this.sequence })
  }

  private settle(): Row[] {
    const waiting = this.waiting().map((r) => ({ id: String(r.person), personId: String(r.person), seats: r.seats }))
    const decided = decidePromotion({ activity: this.activity, seatsTaken: this.taken(), waiting, quiet: false, now: this.now })
    const moved: Row[] = []
    const move = (id: string, status: Row['status']) => {
      const row = this.of(Number(id)) as Row
      row.status = status
      moved.push(row)
    }
    for (const party of decided.going) move(party.id, 'going')
    for (const { party } of decided.offers) move(party.id, 'offered')
    return moved
  }
}

const situations = [
  ['two weeks before, promoting at once', new Date('2026-10-27T02:00:00Z'), null],
  ['eight hours before, with offers', new Date('2026-11-10T03:00:00Z'), 60],
] as const

describe.each(situations)('random histories, %s', (_, now, offerMinutes) => {
  it('never over capacity by promotion, no free place while somebody who fits waits, order kept', () => {
    fc.assert(
      fc.property(acts, (steps) => {
        const model = new Model(now, offerMinutes)
        for (const step of steps) {
          const before = model.taken()
          const moved = model.run(step)
          const free = model.capacity - model.taken()
          if (step.act === 'capacity') expect(model.taken()).toBeLessThanOrEqual(Math.max(before, model.capacity))
          else if (step.act === 'leave' || step.act === 'expire')
            expect(model.taken()).toBeLessThanOrEqual(Math.max(before, model.capacity))
          else if (model.taken() > before) expect(model.taken()).toBeLessThanOrEqual(model.capacity)
          const waiting = model.waiting()
          if (model.status === 'published') expect(waiting.filter((r) => r.seats <= free)).toEqual([])
          for (const up of moved) {
            const overtaken = waiting.filter((r) => r.sequence < up.sequence && r.seats <= up.seats)
            expect(overtaken).toEqual([])
          }
          expect(new Set(model.rows.map((r) => r.person)).size).toBe(model.rows.length)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
