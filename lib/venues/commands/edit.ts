import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { bookings, type OpeningHours, spaces, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { notify } from '../../notices/notify'
import { authorize } from '../../policy/can'
import { searchVector } from '../../search/bigrams'
import { sortKeyOf } from '../../search/sort-key'
import { keepersOf, refusingOverlap } from '../commands'
import { getSpace, lockSpace } from '../queries'
import type { addSpaceSchema, editSpaceSchema, editVenueSchema, retireSpaceSchema, venueLevelSchema, venueStandingSchema } from '../schema'

/** The venue, its row locked until the transaction ends; throws `not_found`. */
export async function lockVenue(ctx: Ctx, id: string) {
  const [venue] = await ctx.db.select().from(venues).where(eq(venues.id, id)).for('update')
  if (!venue) throw new AppError('not_found')
  return venue
}

/** What a venue says of itself, from its keeper. */
export function editVenue(ctx: Ctx, input: z.output<typeof editVenueSchema>): Promise<{ slug: string }> {
  return inTransaction(ctx, async (ctx) => {
    const venue = await lockVenue(ctx, input.venueId)
    authorize(ctx.actor, 'venue:edit', venue)
    const names = input.names as LocalText
    const open = Object.entries(input.hours).filter(([, spells]) => spells.length > 0)
    await ctx.db
      .update(venues)
      .set({
        names,
        addresses: input.addresses,
        directions: input.directions,
        summary: input.summary,
        capacity: input.capacity ?? null,
        facilities: input.facilities,
        openingHours: open.length > 0 ? (Object.fromEntries(open) as OpeningHours) : null,
        lng: input.lng ?? null,
        lat: input.lat ?? null,
        datum: input.datum ?? null,
        sortKey: sortKeyOf(names.zh ?? names.en ?? ''),
        search: searchVector(...Object.values(names), ...Object.values(input.addresses ?? {})) as unknown as string,
        updatedAt: ctx.now,
      })
      .where(eq(venues.id, venue.id))
    await record(ctx, 'venue.edited', { type: 'venue', id: venue.id })
    return { slug: venue.slug }
  })
}

export function addSpace(ctx: Ctx, input: z.output<typeof addSpaceSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const venue = await lockVenue(ctx, input.venueId)
    authorize(ctx.actor, 'venue:edit', venue)
    const [last] = await ctx.db
      .select({ position: sql<number>`coalesce(max(${spaces.position}) + 1, 0)::int` })
      .from(spaces)
      .where(eq(spaces.venueId, venue.id))
    const [made] = await ctx.db
      .insert(spaces)
      .values({
        venueId: venue.id,
        names: input.names as LocalText,
        capacity: input.capacity ?? null,
        bufferMinutes: input.bufferMinutes,
        position: last?.position ?? 0,
        createdAt: ctx.now,
      })
      .returning({ id: spaces.id })
    const { id } = made as { id: string }
    await record(ctx, 'space.added', { type: 'space', id }, { venueId: venue.id })
    return { id }
  })
}

/** Another buffer widens or narrows what is booked from now on; throws `space_taken` when two bookings would touch then. */
export function editSpace(ctx: Ctx, input: z.output<typeof editSpaceSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'venue:edit', (await getSpace(ctx, input.spaceId)).venue)
    // A booking is locked before its space, as where one is decided.
    const held = and(eq(bookings.spaceId, input.spaceId), inArray(bookings.status, ['requested', 'confirmed', 'declined']), ahead(ctx))
    await ctx.db.select({ id: bookings.id }).from(bookings).where(held).orderBy(bookings.id).for('update')
    const space = await lockSpace(ctx, input.spaceId)
    const more = input.bufferMinutes - space.bufferMinutes
    if (more !== 0)
      await refusingOverlap(ctx, (ctx) =>
        ctx.db
          .update(bookings)
          .set({
            during: sql`tstzrange(lower(${bookings.during}) - make_interval(mins => ${more}), upper(${bookings.during}) + make_interval(mins => ${more}))`,
          })
          .where(held),
      )
    await ctx.db
      .update(spaces)
      .set({
        names: input.names as LocalText,
        capacity: input.capacity ?? null,
        bufferMinutes: input.bufferMinutes,
        updatedAt: ctx.now,
      })
      .where(eq(spaces.id, space.id))
    await record(ctx, 'space.edited', { type: 'space', id: space.id }, { venueId: space.venueId })
    return { id: space.id }
  })
}

/** A space that is booked no more; what is confirmed there stays. */
export const retireSpace = (ctx: Ctx, input: z.output<typeof retireSpaceSchema>) => setBookable(ctx, input.spaceId, false)
export const reopenSpace = (ctx: Ctx, input: z.output<typeof retireSpaceSchema>) => setBookable(ctx, input.spaceId, true)

function setBookable(ctx: Ctx, spaceId: string, bookable: boolean): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const space = await lockSpace(ctx, spaceId)
    authorize(ctx.actor, 'venue:edit', space.venue)
    await ctx.db.update(spaces).set({ bookable, updatedAt: ctx.now }).where(eq(spaces.id, space.id))
    await record(ctx, bookable ? 'space.reopened' : 'space.retired', { type: 'space', id: space.id }, { venueId: space.venueId })
    return { id: space.id }
  })
}

/** Suspends, closes or lists a venue, with a reason; its keepers are told. What is booked there stays theirs to answer. */
export function setVenueStanding(ctx: Ctx, input: z.output<typeof venueStandingSchema>): Promise<{ status: string }> {
  return inTransaction(ctx, async (ctx) => {
    const venue = await lockVenue(ctx, input.venueId)
    authorize(ctx.actor, 'venue:administer', venue)
    if (venue.status === 'draft' || venue.status === 'review' || venue.status === input.status) throw new AppError('conflict')
    await ctx.db
      .update(venues)
      .set({ status: input.status, statusReason: input.reason ?? null, updatedAt: ctx.now })
      .where(eq(venues.id, venue.id))
    const [verb, kind] = (
      {
        listed: ['venue.listed', 'venue_reopened'],
        suspended: ['venue.suspended', 'venue_suspended'],
        closed: ['venue.closed', 'venue_closed'],
      } as const
    )[input.status]
    await record(ctx, verb, { type: 'venue', id: venue.id })
    await notify(ctx, { to: await keepersOf(ctx, venue.id), kind, about: { type: 'venue', id: venue.id } })
    return { status: input.status }
  })
}

/** A level awarded from outside, with its source and the last day it holds. */
export function setVenueLevel(ctx: Ctx, input: z.output<typeof venueLevelSchema>): Promise<{ level: string }> {
  return inTransaction(ctx, async (ctx) => {
    const venue = await lockVenue(ctx, input.venueId)
    authorize(ctx.actor, 'venue:administer', venue)
    const awarded =
      input.level === 'NONE' ? { levelSource: null, levelEndsOn: null } : { levelSource: input.source, levelEndsOn: input.endsOn ?? null }
    await ctx.db
      .update(venues)
      .set({ level: input.level, ...awarded, updatedAt: ctx.now })
      .where(eq(venues.id, venue.id))
    await record(ctx, 'venue.level_set', { type: 'venue', id: venue.id }, { level: input.level })
    return { level: input.level }
  })
}

const ahead = (ctx: Ctx) => gt(sql`upper(${bookings.during})`, sql`${ctx.now.toISOString()}::timestamptz`)
