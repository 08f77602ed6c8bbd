import { describe, expect, it } from 'vitest'
import { mailFrom, quietUntil, topicOf } from './rules'

const at = (iso: string) => new Date(iso)
const zone = 'Asia/Shanghai'

describe('quiet hours, 21:30 to 08:00 in the network’s zone', () => {
  it.each([
    ['2026-11-01T13:29:00Z', null],
    ['2026-11-01T13:30:00Z', '2026-11-02T00:00:00.000Z'],
    ['2026-11-01T23:59:00Z', '2026-11-02T00:00:00.000Z'],
    ['2026-11-02T00:00:00Z', null],
  ])('at %s until %s', (now, until) => expect(quietUntil(at(now), zone)?.toISOString() ?? null).toBe(until))

  it('follow the clock over a change of daylight saving', () => {
    expect(quietUntil(at('2026-03-28T22:00:00Z'), 'Europe/Berlin')).toEqual(at('2026-03-29T06:00:00Z'))
  })

  const night = at('2026-11-01T14:00:00Z')
  const morning = at('2026-11-02T00:00:00Z')
  const tomorrow = at('2026-11-02T11:00:00Z')
  it.each([
    [{ kind: 'activity_reminder', own: false, startsAt: tomorrow }, morning],
    [{ kind: 'activity_cancelled', own: false, startsAt: tomorrow }, night],
    [{ kind: 'activity_cancelled', own: false, startsAt: at('2026-11-09T11:00:00Z') }, morning],
    [{ kind: 'rsvp_going', own: true, startsAt: null }, night],
    [{ kind: 'membership_accepted', own: false, startsAt: null }, morning],
  ])('%o is sent from %s', (notice, from) => expect(mailFrom(notice, night, zone)).toEqual(from))
})

describe('what may be switched off', () => {
  it.each([
    ['rsvp_going', 'confirmations'],
    ['activity_reminder', 'reminders'],
    ['membership_accepted', 'groups'],
    ['recap_due', 'desk'],
    ['membership_applied', 'desk'],
    ['report_upheld', 'others'],
  ])('%s is under %s', (kind, topic) => expect(topicOf(kind)).toBe(topic))
  it.each([
    'activity_cancelled',
    'activity_postponed',
    'activity_changed',
    'rsvp_offered',
    'rsvp_cancelled',
    'rsvp_declined',
    'email_changed',
  ])('%s is always sent', (kind) => expect(topicOf(kind)).toBeNull())
})
