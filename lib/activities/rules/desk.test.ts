import { describe, expect, it } from 'vitest'
import { waitingOf } from './desk'

const at = (text: string) => new Date(`${text}+08:00`)
const none = { count: 0, oldest: null }
const nothing: Parameters<typeof waitingOf>[0] = {
  ...{ groups: [], upcoming: [], unlisted: [], recapsDue: [], toFinalise: [], asked: [], toReview: [], refused: [], venues: [] },
  administering: { registrations: none, reports: none, missingRecaps: none },
}
const salon = { id: 'a1', titles: { en: 'Salon' }, startsAt: at('2026-10-26T19:00'), endsAt: at('2026-10-26T21:00') }

describe('what waits on a desk', () => {
  it('is nothing where nothing waits', () => {
    expect(waitingOf(nothing, 7)).toEqual([])
    expect(waitingOf({ ...nothing, venues: [{ slug: 'v', names: {}, count: 0, oldest: null }] }, 7)).toEqual([])
    expect(waitingOf({ ...nothing, groups: [{ slug: 'g', names: {}, applications: 0, oldestApplication: null }] }, 7)).toEqual([])
  })

  it('stands oldest first, whatever it is, each with the page where it is done', () => {
    const waiting = waitingOf(
      {
        ...nothing,
        groups: [{ slug: 'readers', names: { en: 'Readers' }, applications: 2, oldestApplication: '2026-10-28T10:00:00+08:00' }],
        recapsDue: [salon],
        refused: [
          {
            ...{
              id: 'b2',
              venueSlug: 'v',
              activityId: 'a2',
              titles: {},
              decidedAt: at('2026-10-20T10:00'),
              reason: 'full',
              spaceNames: {},
              venueNames: {},
            },
            offered: null,
          },
          {
            ...{
              id: 'b3',
              venueSlug: 'v',
              activityId: 'a3',
              titles: {},
              decidedAt: at('2026-10-31T10:00'),
              reason: null,
              spaceNames: {},
              venueNames: {},
            },
            offered: { en: 'Tea room' },
          },
        ],
        unlisted: [
          { ...salon, id: 'a4', status: 'draft', statusReason: null, updatedAt: at('2026-10-01T10:00') },
          { ...salon, id: 'a5', status: 'changes_asked', statusReason: 'Exits?', updatedAt: at('2026-10-30T10:00') },
        ],
        venues: [{ slug: 'reading-house', names: {}, count: 2, oldest: '2026-10-02T00:00:00Z' }],
        administering: { registrations: none, reports: { count: 3, oldest: '2026-10-01T00:00:00Z' }, missingRecaps: none },
      },
      7,
    )
    expect(waiting.map(({ kind, count, href }) => [kind, count, href])).toEqual([
      ['reports', 3, '/admin/reports'],
      ['requests', 2, '/organize/venues/reading-house'],
      ['refused', 1, '/organize/activities/a2'],
      ['recap', 1, '/organize/activities/a1/recap'],
      ['applications', 2, '/organize/groups/readers/members?status=applied'],
      ['changes', 1, '/organize/activities/a5'],
      ['offered', 1, '/organize/activities/a3'],
    ])
    expect(waiting.find((one) => one.kind === 'offered')?.note).toEqual({ en: 'Tea room' })
  })

  it('gives a recap until its activity finalises itself', () => {
    expect(waitingOf({ ...nothing, recapsDue: [salon] }, 7)[0]).toMatchObject({
      since: at('2026-10-26T21:00'),
      dueAt: at('2026-11-02T21:00'),
    })
  })

  it('names who waits for a place that is free, and who waits for an answer', () => {
    const full = { ...salon, placesBlocked: true, waitlisted: 2, pending: 0, waitingSince: '2026-10-20T00:00:00Z' }
    const asked = { ...salon, id: 'a9', placesBlocked: false, waitlisted: 4, pending: 1, waitingSince: '2026-10-21T00:00:00Z' }
    expect(waitingOf({ ...nothing, upcoming: [asked, full] }, 7).map((one) => [one.kind, one.count])).toEqual([
      ['waitlist', 2],
      ['pending', 1],
    ])
  })
})
