import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { grants, people } from '@/db/schema/accounts'
import { districts, kinds, networks, setUpLinks, venueCategories } from '@/db/schema/network'
import type { LocalText } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { record } from '../history/record'
import { authorize } from '../policy/can'
import { sortKeyOf } from '../search/sort-key'
import { getNetwork } from './queries'
import { bothOf, senderOf } from './rules'
import { type CategoryRow, type DistrictRow, defaultRules, districtsOf, type NetworkFace, type SetUpInput } from './schema'

const LINK_HOURS = 72
const hashOfSecret = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Makes the one-time secret that opens the set-up, or null once there is a network. An earlier secret ends. */
export function issueSetUpLink(ctx: Ctx): Promise<string | null> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:issueSetUpLink', null)
    const [network] = await ctx.db.select({ id: networks.id }).from(networks)
    if (network) return null
    await ctx.db.delete(setUpLinks)
    const secret = randomBytes(24).toString('base64url')
    const expiresAt = new Date(ctx.now.getTime() + LINK_HOURS * 3_600_000)
    await ctx.db.insert(setUpLinks).values({ secretHash: hashOfSecret(secret), expiresAt, createdAt: ctx.now })
    await record(ctx, 'network.set_up_link_issued', { type: 'network', id: 'network' })
    return secret
  })
}

/** Sets up the network from nothing with its first administrator, who is granted the network; uses the link up. */
export function setUpNetwork(ctx: Ctx, input: SetUpInput): Promise<{ personId: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:setUp', null)
    const [link] = await ctx.db
      .update(setUpLinks)
      .set({ usedAt: ctx.now })
      .where(and(eq(setUpLinks.secretHash, hashOfSecret(input.secret)), isNull(setUpLinks.usedAt), gt(setUpLinks.expiresAt, ctx.now)))
      .returning({ id: setUpLinks.id })
    if (!link) throw new AppError('set_up_closed')
    const [network] = await ctx.db
      .insert(networks)
      .values({
        ...faceColumns(input, input.adminEmail),
        zone: input.zone,
        districtScheme: ['preset', 'csv'].includes(input.districts) ? 'gbt2260' : 'own',
        rules: { ...defaultRules },
        setUpAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: networks.id })
    if (!network) throw new AppError('set_up_closed')
    await ctx.db
      .insert(kinds)
      .values(input.kinds.map((kind, position) => ({ ...rowColumns(kind, position, ctx.now), code: kind.code, countable: kind.countable })))
      .onConflictDoNothing()
    await ctx.db
      .insert(venueCategories)
      .values(input.categories.map((category, position) => ({ ...rowColumns(category, position, ctx.now), code: category.code })))
      .onConflictDoNothing()
    const brought = districtsOf(input)
    if (brought.length > 0)
      await ctx.db
        .insert(districts)
        .values(brought.map((row, position) => ({ code: row.code, ...districtColumns(row, position) })))
        .onConflictDoNothing()
    const personId = await personWithGrant(ctx, input.adminEmail, input.adminName, input.locale ?? input.languages[0] ?? 'zh-CN')
    await record(ctx, 'network.set_up', { type: 'network', id: network.id }, { personId, districts: input.districts })
    return { personId }
  })
}

/** The columns that the network's face fills; without a sender mails come from the `fallback` mailbox. */
export const faceColumns = (face: NetworkFace, fallback: string) => ({
  names: { zh: face.nameZh, en: face.nameEn },
  seal: face.seal,
  languages: face.languages,
  sender: senderOf(face.senderName || face.nameEn, face.senderEmail ?? fallback),
  footer: { contact: face.contact, licence: face.licence, privacy: bothOf(face.privacyZh, face.privacyEn) },
})

/** What a row of kinds or categories says; a code is given once and never changed. */
export const rowColumns = ({ zh, en, hue, icon, retired }: CategoryRow, position: number, now: Date) => ({
  names: { zh, en } as LocalText,
  hue,
  icon,
  position,
  retiredAt: retired ? now : null,
})

export const districtColumns = (row: DistrictRow, position: number) => ({
  names: { zh: row.zh, en: row.en },
  seatLng: row.lng ?? null,
  seatLat: row.lat ?? null,
  seatDatum: row.lng === undefined ? null : ('WGS84' as const),
  sortKey: sortKeyOf(row.zh),
  position,
  validFrom: row.validFrom ?? null,
  validTo: row.validTo ?? null,
  successorCode: row.successorCode ?? null,
})

/** Makes who owns this mailbox a network administrator; a person is made where there is none yet. Throws `unavailable` before the set-up. */
export function grantNetwork(ctx: Ctx, email: string): Promise<{ personId: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:grant', null)
    await getNetwork(ctx)
    const personId = await personWithGrant(ctx, email.trim().toLowerCase(), '管理员', 'zh-CN')
    await record(ctx, 'network.granted', { type: 'person', id: personId })
    return { personId }
  })
}

async function personWithGrant(ctx: Ctx, email: string, displayName: string, locale: 'zh-CN' | 'en'): Promise<string> {
  await ctx.db
    .insert(people)
    .values({ displayName, sortKey: sortKeyOf(displayName), locale, email, status: 'active', createdAt: ctx.now })
    .onConflictDoNothing({ target: people.email })
  const [person] = await ctx.db.select({ id: people.id }).from(people).where(eq(people.email, email)).for('update')
  if (!person) throw new AppError('conflict')
  const held = await ctx.db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.personId, person.id), eq(grants.role, 'network_admin'), isNull(grants.endsAt)))
  if (held.length === 0)
    await ctx.db
      .insert(grants)
      .values({ personId: person.id, role: 'network_admin', scopeType: 'network', startsAt: ctx.now, createdAt: ctx.now })
  return person.id
}
