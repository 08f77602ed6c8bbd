import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { LocalText } from '@/db/vocabulary'
import { slugOf } from '../../search/sort-key'
import { instantOf, localDate } from '../../time/zones'
import { type BadReason, badReasons, type Chapter, chapterSchema, type EventRecord, eventSchema, type VenueRecord } from '../schema'

/** Of a Meetup archive: what its records mean here. Source texts are marked `und`. */

type Draft = { key: string; hash: string }
export type GroupDraft = Draft & { slug: string; names: LocalText; shortName: string }
export type VenueDraft = Draft & {
  slug: string
  names: LocalText
  addresses: LocalText | null
  position: { lng: number; lat: number } | null
}
export type ActivityDraft = Draft & {
  slug: string
  titles: LocalText
  body: LocalText | null
  status: 'published' | 'cancelled' | 'finalised'
  mode: 'onsite' | 'online' | 'hybrid'
  startsAt: Date
  endsAt: Date | null
  zone: string | null
  utcOffsetMinutes: number | null
  reportedOn: string
  publishedAt: Date
  going: number | null
  waitlisted: number | null
  groupKey: string
  venueKey: string | null
  place: LocalText | null
}
export type EventDraft = { activity: ActivityDraft; group: GroupDraft; venues: VenueDraft[] }
export type Read<T> = { value: T; bad?: undefined } | { bad: BadReason; value?: undefined }

const MINUTE = 60_000
const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)
const hashed = <T extends object>(draft: T): T & { hash: string } => ({ ...draft, hash: hashOf(draft) })
const slug = (text: string, end = ''): string =>
  `${slugOf(text)
    .slice(0, 60 - end.length)
    .replace(/-+$/, '')}${end}`

/** The first reason for which a schema refuses a record. */
function reasonOf(error: z.ZodError): BadReason {
  const said = error.issues.map((issue) => issue.message).find((message) => (badReasons as readonly string[]).includes(message))
  return (said as BadReason | undefined) ?? 'not_an_object'
}

function parsed<S extends z.ZodType>(schema: S, text: string): Read<z.output<S>> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { bad: 'not_json' }
  }
  const result = schema.safeParse(json)
  return result.success ? { value: result.data } : { bad: reasonOf(result.error) }
}

export const readChapter = (text: string): Read<Chapter> => parsed(chapterSchema, text)
export const readEvent = (text: string): Read<EventRecord> => parsed(eventSchema, text)

export function groupDraft({ urlname, name }: { urlname: string; name?: string | null }): GroupDraft {
  return hashed({ key: urlname, slug: slug(urlname), names: { und: name || urlname }, shortName: shortNameOf(name || urlname) })
}

/** What a seal shows: two Han characters, or the first letters of the first and the last word. */
export function shortNameOf(name: string): string {
  const han = name.match(/\p{Script=Han}/gu)
  if (han) return han.slice(0, 2).join('')
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['?']
  const letters = words.length === 1 ? [...(words[0] as string)].slice(0, 2) : [words[0], words.at(-1)].map((w) => [...(w as string)][0])
  return letters.join('').toUpperCase()
}

const STAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/

/**
 * The instant of a local time with its offset, and the offset in minutes; without an offset, in `zone`. Null for what is
 * no instant of the years 1900 to 2200.
 */
export function readInstant(stamp: string, zone: string | null): { at: Date; offset: number } | null {
  const [found, year, month, day, hour, minute, second = '00', end] = STAMP.exec(stamp) ?? []
  if (!found || Number(year) < 1900 || Number(year) > 2200) return null
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== `${year}-${month}-${day}` || hour === '24') return null
  if (!end) {
    if (!zone) return null
    const at = instantOf(`${year}-${month}-${day}`, `${hour}:${minute}`, zone)
    return { at, offset: Math.round((wall - at.getTime()) / MINUTE) }
  }
  const [hours, minutes] = end === 'Z' ? [0, 0] : [Number(end.slice(1, 3)), Number(end.slice(-2))]
  const offset = (end.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
  return Math.abs(offset) > 14 * 60 || minutes > 59 ? null : { at: new Date(wall - offset * MINUTE), offset: offset || 0 }
}

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/
const LONGEST_MS = 366 * 86_400_000

/** Milliseconds of an ISO 8601 duration; null where it is not known (none, or zero); undefined for what is no duration. */
export function readDuration(duration: string | null | undefined): number | null | undefined {
  if (!duration) return null
  const found = DURATION.exec(duration)
  if (!found || duration === 'P' || duration.endsWith('T')) return undefined
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((n) => Number(n ?? 0)) as [number, number, number, number, number]
  const ms = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
  return ms === 0 ? null : ms > LONGEST_MS ? undefined : ms
}

const over = ['PAST', 'AUTOSCHED_FINISHED']
const called = ['CANCELLED', 'CANCELED', 'CANCELLED_PERM', 'AUTOSCHED_CANCELLED']
const ahead = ['ACTIVE', 'PUBLISHED', 'UPCOMING', 'AUTOSCHED']

/** Where an activity stands by the source's word: what is said to come but is over counts as over. */
function statusOf(word: string, endsAt: Date, now: Date): ActivityDraft['status'] | null {
  const status = word.trim().toUpperCase()
  if (called.includes(status)) return 'cancelled'
  if (over.includes(status)) return 'finalised'
  if (!ahead.includes(status)) return null
  return endsAt < now ? 'finalised' : 'published'
}

export const isOnline = (venue: { venueType?: string | null }): boolean => venue.venueType?.toLowerCase() === 'online'

const words = (...parts: (string | null | undefined)[]): string =>
  [...new Set(parts.filter((part): part is string => Boolean(part)))].join(', ')
const addressOf = ({ address, city, state, postalCode, country }: VenueRecord): string =>
  words(address, [postalCode, city].filter(Boolean).join(' '), state, country?.toUpperCase())

function venueDraft(venue: VenueRecord & { id: string }): VenueDraft {
  const address = addressOf(venue)
  const { lat, lon } = venue
  const known = typeof lat === 'number' && typeof lon === 'number' && (lat !== 0 || lon !== 0)
  return hashed({
    key: venue.id,
    slug: slug(venue.name || venue.city || '', `-${slugOf(venue.id).slice(0, 40)}`),
    names: { und: venue.name || address || venue.id },
    addresses: address ? { und: address } : null,
    position: known ? { lng: lon, lat } : null,
  })
}

export type Surroundings = { zone: string | null; reportingZone: string; now: Date }

/** An event as an activity, with its group and the venues that it names. `zone` is its chapter's; null where none is known. */
export function eventDraft(event: EventRecord, { zone, reportingZone, now }: Surroundings): Read<EventDraft> {
  const start = readInstant(event.dateTime, zone)
  if (!start) return { bad: 'bad_date' }
  const duration = readDuration(event.duration)
  if (duration === undefined) return { bad: 'bad_duration' }
  const endsAt = duration === null ? null : new Date(start.at.getTime() + duration)
  const status = statusOf(event.status, endsAt ?? start.at, now)
  if (!status) return { bad: 'bad_status' }
  const created = event.createdTime ? readInstant(event.createdTime, zone)?.at : undefined
  const rooms = (event.venues ?? []).filter((venue) => !isOnline(venue))
  const [first] = rooms
  const isMixed = rooms.length > 0 && rooms.length < (event.venues ?? []).length
  const activity = hashed({
    key: event.id,
    slug: slug(event.title, `-${slugOf(event.id).slice(0, 40)}`),
    titles: { und: event.title },
    body: event.description ? { und: event.description } : null,
    status,
    mode: rooms.length === 0 && event.venues?.length ? ('online' as const) : isMixed ? ('hybrid' as const) : ('onsite' as const),
    startsAt: start.at,
    endsAt,
    zone,
    utcOffsetMinutes: zone ? null : start.offset,
    reportedOn: localDate(start.at, reportingZone),
    publishedAt: created && created < start.at ? created : start.at,
    going: event.rsvps?.yesCount ?? null,
    waitlisted: event.rsvps?.waitlistCount ?? null,
    groupKey: event.group.urlname,
    venueKey: first?.id ?? null,
    place: first && !first.id ? placeOf(first) : null,
  })
  const venues = rooms.filter((room): room is VenueRecord & { id: string } => Boolean(room.id)).map(venueDraft)
  return { value: { activity, venues, group: groupDraft(event.group) } }
}

const placeOf = (venue: VenueRecord): LocalText | null => {
  const text = words(venue.name, addressOf(venue))
  return text ? { und: text } : null
}
