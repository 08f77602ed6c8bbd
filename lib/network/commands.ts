import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { grants, people } from '@/db/schema/accounts'
import { districts, kinds, networks, setUpLinks, venueCategories } from '@/db/schema/network'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { record } from '../history/record'
import { authorize } from '../policy/can'
import { sortKeyOf } from '../search/sort-key'
import { defaultKinds, defaultRules, defaultVenueCategories, hangzhouDistricts, type SetUpInput } from './schema'

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
        names: { zh: input.nameZh, en: input.nameEn },
        seal: input.seal,
        zone: input.zone,
        languages: input.languages,
        districtScheme: input.districts === 'none' ? 'own' : 'gbt2260',
        rules: { ...defaultRules },
        sender: `${input.nameEn.replace(/[^\p{L}\p{N} ]/gu, '')} <${input.adminEmail}>`,
        setUpAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: networks.id })
    if (!network) throw new AppError('set_up_closed')
    await ctx.db
      .insert(kinds)
      .values([...defaultKinds])
      .onConflictDoNothing()
    await ctx.db
      .insert(venueCategories)
      .values([...defaultVenueCategories])
      .onConflictDoNothing()
    if (input.districts === 'hangzhou') await ctx.db.insert(districts).values(hangzhouDistricts.map(districtRow)).onConflictDoNothing()
    const personId = await personWithGrant(ctx, input.adminEmail, input.adminName, input.languages[0] ?? 'zh-CN')
    await record(ctx, 'network.set_up', { type: 'network', id: network.id }, { personId, districts: input.districts })
    return { personId }
  })
}

const districtRow = ({ code, names, seat: [seatLng, seatLat] }: (typeof hangzhouDistricts)[number], position: number) => ({
  code,
  names,
  seatLng,
  seatLat,
  seatDatum: 'WGS84' as const,
  sortKey: sortKeyOf(names.zh ?? ''),
  position,
})

/** Makes who owns this mailbox a network administrator; a person is made where there is none yet. */
export function grantNetwork(ctx: Ctx, email: string): Promise<{ personId: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:grant', null)
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
