import { createHash } from 'node:crypto'
import { and, asc, eq, gt, gte, isNotNull, isNull, lte } from 'drizzle-orm'
import { type Db, rootOf } from '@/db/client'
import { activities } from '@/db/schema/activities'
import { calendarDays, districts, kinds, networks, setUpLinks, venueCategories } from '@/db/schema/network'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { hasTransport } from '../mail/transport'
import { authorize } from '../policy/can'
import { localDate } from '../time/zones'
import { isOfferedOn, senderParts } from './rules'
import type { CategoryRow, DistrictRow, KindRow } from './schema'

export type Network = typeof networks.$inferSelect
export type Kind = typeof kinds.$inferSelect
export type District = typeof districts.$inferSelect
export type VenueCategory = typeof venueCategories.$inferSelect
/** What hardly ever changes and every page needs. */
export type Reference = { network: Network | null; kinds: Kind[]; districts: District[]; venueCategories: VenueCategory[] }

const STALE_AFTER_MS = 1000
type Known = { at: number; reference: Promise<Reference>; read?: Reference }
const known = new WeakMap<Db, Known>()

/**
 * The network, its kinds, districts and venue categories in their order; at most one second old. A transaction uses what
 * is known but never waits for another's reading, which may wait for its locks.
 */
export async function getReference(ctx: Pick<Ctx, 'db'>): Promise<Reference> {
  const root = rootOf(ctx.db)
  const found = known.get(root)
  const isFresh = found !== undefined && Date.now() - found.at < STALE_AFTER_MS
  if (root !== ctx.db) {
    if (isFresh && found.read) return found.read
    const read = await readReference(ctx.db)
    known.set(root, { at: Date.now(), reference: Promise.resolve(read), read })
    return read
  }
  if (isFresh) return found.reference
  const entry: Known = { at: Date.now(), reference: readReference(ctx.db) }
  known.set(root, entry)
  entry.reference.then(
    (read) => {
      entry.read = read
    },
    () => known.delete(root),
  )
  return entry.reference
}

async function readReference(db: Db): Promise<Reference> {
  const [network] = await db.select().from(networks)
  return {
    network: network ?? null,
    kinds: await db.select().from(kinds).orderBy(asc(kinds.position)),
    districts: await db.select().from(districts).orderBy(asc(districts.position)),
    venueCategories: await db.select().from(venueCategories).orderBy(asc(venueCategories.position)),
  }
}

/** Asks the database, whatever is known: fails while it does not answer. */
export async function askDatabase(ctx: Pick<Ctx, 'db'>): Promise<void> {
  await ctx.db.select({ id: networks.id }).from(networks).limit(1)
}

/** The network; throws `unavailable` before it is set up. */
export async function getNetwork(ctx: Pick<Ctx, 'db'>): Promise<Network> {
  const { network } = await getReference(ctx)
  if (!network) throw new AppError('unavailable')
  return network
}

/** The districts to choose from for something new, today on the network's calendar; those in `kept` stay, as the ones that a row already has. */
export async function listOfferedDistricts(ctx: Pick<Ctx, 'db' | 'now'>, ...kept: unknown[]): Promise<District[]> {
  const { network, districts } = await getReference(ctx)
  const today = localDate(ctx.now, network?.zone ?? 'UTC')
  return districts.filter((district) => isOfferedOn(district, today) || kept.includes(district.code))
}

/** Whether this secret opens the set-up now; reading it uses nothing up. */
export async function isSetUpOpen(ctx: Pick<Ctx, 'db' | 'now'>, secret: string): Promise<boolean> {
  const [link] = await ctx.db
    .select({ id: setUpLinks.id })
    .from(setUpLinks)
    .where(
      and(
        eq(setUpLinks.secretHash, createHash('sha256').update(secret).digest('hex')),
        isNull(setUpLinks.usedAt),
        gt(setUpLinks.expiresAt, ctx.now),
      ),
    )
  return Boolean(link)
}

/** Whether mails leave this server, by SMTP or Resend. */
export const doesMailLeave = (): boolean => hasTransport()

const rowOf = ({ code, names, hue, icon, retiredAt }: VenueCategory): CategoryRow => ({
  code,
  zh: names.zh ?? names.und ?? '',
  en: names.en ?? names.und ?? '',
  hue,
  icon: icon as CategoryRow['icon'],
  retired: retiredAt !== null,
})

/** The network's settings as their forms hold them, read anew. */
export async function getSettings(ctx: Ctx) {
  authorize(ctx.actor, 'network:administer', null)
  const { network, ...rows } = await readReference(ctx.db)
  if (!network) throw new AppError('unavailable')
  const [finalised] = await ctx.db.select({ id: activities.id }).from(activities).where(isNotNull(activities.finalisedAt)).limit(1)
  const sender = senderParts(network.sender)
  const { contact, licence, privacy } = network.footer
  return {
    face: {
      nameZh: network.names.zh ?? network.names.und ?? '',
      nameEn: network.names.en ?? network.names.und ?? '',
      seal: network.seal,
      languages: network.languages,
      senderName: sender.name,
      senderEmail: sender.email,
      contact: contact ?? '',
      licence: licence ?? '',
      privacyZh: privacy?.zh ?? '',
      privacyEn: privacy?.en ?? '',
    },
    zone: network.zone,
    isZoneFixed: finalised !== undefined,
    mailLeaves: doesMailLeave() && !network.demoSeededAt,
    rules: network.rules,
    kinds: rows.kinds.map((kind): KindRow => ({ ...rowOf(kind), countable: kind.countable })),
    categories: rows.venueCategories.map(rowOf),
    districts: rows.districts.map(
      (row): DistrictRow => ({
        code: row.code,
        zh: row.names.zh ?? row.names.und ?? '',
        en: row.names.en ?? row.names.und ?? '',
        lng: row.seatLng ?? undefined,
        lat: row.seatLat ?? undefined,
        validFrom: row.validFrom ?? undefined,
        validTo: row.validTo ?? undefined,
        successorCode: row.successorCode ?? undefined,
      }),
    ),
  }
}
export type Settings = Awaited<ReturnType<typeof getSettings>>

/** Holidays and make-up working days of a year; none where it is not published yet. */
export async function listCalendar(ctx: Ctx, year: number) {
  authorize(ctx.actor, 'network:administer', null)
  const days = await ctx.db
    .select()
    .from(calendarDays)
    .where(and(gte(calendarDays.day, `${year}-01-01`), lte(calendarDays.day, `${year}-12-31`)))
    .orderBy(asc(calendarDays.day))
  return days
}
export type ListedDay = Awaited<ReturnType<typeof listCalendar>>[number]
