import { randomBytes } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { activities } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { kinds, networks } from '@/db/schema/network'
import { spaces, venues } from '@/db/schema/venues'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { areOwnImages } from '../../files/own'
import { searchVector } from '../../search/bigrams'
import { slugOf } from '../../search/sort-key'
import { instantOf, localDate } from '../../time/zones'
import { flagsOf } from '../rules'
import type { Plan } from '../schema'

type HostGroup = { id: string; names: LocalText; districtCode: string | null }

/** The columns that a plan says, with what follows from it: instants, the day it is counted, its district, its flags, its search terms. */
export async function columnsOf(ctx: Ctx, plan: Plan, hostGroups: HostGroup[], before: { entrancePhotoId: string | null } | null = null) {
  const network = await readNetwork(ctx)
  const zone = plan.zone ?? network.zone
  const instant = (wall: string | undefined) => (wall ? instantOf(wall.slice(0, 10), wall.slice(11), zone) : null)
  const startsAt = instant(plan.startsAt) as Date
  const endsAt = instant(plan.endsAt)
  if (endsAt && endsAt <= startsAt) throw new AppError('ends_before_start', { endsAt: 'ends_before_start' })
  await assertKind(ctx, plan.kindCode)
  const venue = plan.mode === 'online' ? null : await findVenue(ctx, plan)
  const place = plan.mode === 'online' || venue ? null : plan.place
  return {
    titles: plan.titles ?? {},
    summaries: plan.summaries,
    body: plan.body,
    kindCode: plan.kindCode,
    mode: plan.mode,
    startsAt,
    endsAt,
    zone,
    utcOffsetMinutes: null,
    reportedOn: localDate(startsAt, network.zone),
    venueId: venue?.id ?? null,
    spaceId: venue ? (plan.spaceId ?? null) : null,
    place,
    placeDirections: plan.mode === 'online' ? null : plan.placeDirections,
    entrancePhotoId: plan.mode === 'online' ? null : await findPhoto(ctx, plan.entrancePhotoId, before?.entrancePhotoId),
    joiningLink: plan.mode === 'onsite' ? null : (plan.joiningLink ?? null),
    cost: plan.cost,
    contact: plan.contact || null,
    bring: plan.bring,
    accessNotes: plan.accessNotes,
    districtCode: venue?.districtCode ?? null,
    audience: plan.audience,
    languages: [...new Set(plan.languages)],
    capacity: plan.capacity ?? null,
    expectedSize: plan.expectedSize ?? null,
    rsvpMode: plan.rsvpMode,
    companionsAllowed: plan.companionsAllowed,
    offerMinutes: plan.offerMinutes ?? null,
    doorOpensMinutes: plan.doorOpensMinutes,
    doorClosesMinutes: plan.doorClosesMinutes,
    lateAfterMinutes: plan.lateAfterMinutes,
    permitReference: plan.permitReference || null,
    rsvpOpensAt: instant(plan.rsvpOpensAt),
    rsvpClosesAt: instant(plan.rsvpClosesAt),
    riskFlags: flagsOf({
      audience: plan.audience,
      capacity: plan.capacity ?? null,
      expectedSize: plan.expectedSize ?? null,
      cost: plan.cost,
      stated: plan.flags,
      hostDistricts: hostGroups.map((group) => group.districtCode),
    }),
    search: searchVector(
      ...textsOf(plan.titles),
      ...textsOf(plan.summaries),
      ...hostGroups.flatMap((group) => textsOf(group.names)),
      ...textsOf(venue?.names ?? place),
    ) as unknown as string,
  }
}

const textsOf = (text: LocalText | null | undefined) => Object.values(text ?? {})

async function readNetwork(ctx: Ctx): Promise<{ zone: string }> {
  const [network] = await ctx.db.select({ zone: networks.zone }).from(networks)
  if (!network) throw new AppError('unavailable')
  return network
}

async function assertKind(ctx: Ctx, code: string): Promise<void> {
  const [kind] = await ctx.db.select({ retiredAt: kinds.retiredAt }).from(kinds).where(eq(kinds.code, code))
  if (!kind || kind.retiredAt) throw new AppError('invalid_input', { kindCode: 'invalid' })
}

/** A picture of the entrance: one that the actor uploaded, or the one that stands there. */
async function findPhoto(ctx: Ctx, id: string | undefined, before: string | null | undefined): Promise<string | null> {
  if (!id || id === before) return id ?? null
  if (!(await areOwnImages(ctx, [id]))) throw new AppError('invalid_input', { entrancePhotoId: 'invalid' })
  return id
}

async function findVenue(ctx: Ctx, plan: Plan) {
  if (!plan.venueId) return null
  const [venue] = await ctx.db
    .select({ id: venues.id, names: venues.names, districtCode: venues.districtCode, status: venues.status })
    .from(venues)
    .where(eq(venues.id, plan.venueId))
  if (venue?.status !== 'listed') throw new AppError('invalid_input', { venueId: 'invalid' })
  if (plan.spaceId) {
    const [space] = await ctx.db.select({ venueId: spaces.venueId }).from(spaces).where(eq(spaces.id, plan.spaceId))
    if (space?.venueId !== venue.id) throw new AppError('invalid_input', { spaceId: 'invalid' })
  }
  return venue
}

/** The groups of a plan: those credited (the lead, then the co-hosts asked) and the supporters asked; all but the lead must be active. */
export async function findHostGroups(ctx: Ctx, leadId: string, { coHostIds, supportIds }: Pick<Plan, 'coHostIds' | 'supportIds'>) {
  const co = [...new Set(coHostIds)].filter((id) => id !== leadId)
  const support = [...new Set(supportIds)].filter((id) => id !== leadId && !co.includes(id))
  const found = await ctx.db
    .select()
    .from(groups)
    .where(inArray(groups.id, [leadId, ...co, ...support]))
  const inOrder = (ids: string[]) => ids.flatMap((id) => found.find((group) => group.id === id) ?? [])
  const active = (ids: string[]) => inOrder(ids).filter((group) => group.status === 'active').length === ids.length
  if (!active(co)) throw new AppError('invalid_input', { coHostIds: 'invalid' })
  if (!active(support)) throw new AppError('invalid_input', { supportIds: 'invalid' })
  return { credited: inOrder([leadId, ...co]), supporting: inOrder(support) }
}

/** The same groups as they are asked, in the order of the plan. */
export const askedOf = ({ credited, supporting }: Awaited<ReturnType<typeof findHostGroups>>) => [
  ...credited.slice(1).map((group) => ({ group, role: 'co' as const })),
  ...supporting.map((group) => ({ group, role: 'support' as const })),
]

/** A slug that no activity has: the title and the date, with a random end where that is taken. */
export async function freeSlug(ctx: Ctx, titles: LocalText, date: string): Promise<string> {
  const base = `${slugOf(titles.en ?? titles.zh ?? titles.und ?? '')
    .slice(0, 48)
    .replace(/-+$/, '')}-${date}`
  const [taken] = await ctx.db.select({ id: activities.id }).from(activities).where(eq(activities.slug, base))
  return taken ? `${base}-${newId().slice(-6)}` : base
}

/** Secret of an activity's wall code. */
export const newWallSecret = (): string => randomBytes(20).toString('hex')
