import { and, eq, isNull, ne } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { accounts, consents, people, sessions } from '@/db/schema/accounts'
import { mutedNotices, notices } from '@/db/schema/notices'
import { fieldHash, sealField } from '../../auth/secret'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { listOfferedDistricts } from '../../network/queries'
import { authorize } from '../../policy/can'
import { sortKeyOf } from '../../search/sort-key'
import { type AccessNeeds, type ConsentPurpose, consentVersions, type MutedTopics, type Profile } from '../schema'
import { readPhone } from './provisional'

/** Runs for the person who acts, on what is hers. */
function asMyself<T>(ctx: Ctx, fn: (ctx: Ctx, personId: string) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (ctx) => {
    if (ctx.actor.kind !== 'person') throw new AppError('sign_in_required')
    authorize(ctx.actor, 'person:edit', { id: ctx.actor.personId })
    return fn(ctx, ctx.actor.personId)
  })
}

/**
 * What one is called, reads and likes, and who may see it. An empty phone forgets it. One
 * that somebody else has is kept without a fingerprint: nobody learns who has an account, and she is not found by it.
 */
export function saveProfile(ctx: Ctx, input: Profile): Promise<void> {
  return asMyself(ctx, async (ctx, id) => {
    const { phone: typed, homeDistrictCode, displayName, ...rest } = input
    const phone = await readPhone(ctx, typed)
    const [me] = await ctx.db.select({ districtCode: people.homeDistrictCode }).from(people).where(eq(people.id, id))
    const districts = await listOfferedDistricts(ctx, me?.districtCode)
    if (homeDistrictCode && !districts.some(({ code }) => code === homeDistrictCode))
      throw new AppError('invalid_input', { homeDistrictCode: 'invalid' })
    const phoneHash = phone && fieldHash(phone)
    const taken = phoneHash
      ? await ctx.db
          .select({ id: people.id })
          .from(people)
          .where(and(eq(people.phoneHash, phoneHash), ne(people.id, id)))
      : []
    await ctx.db
      .update(people)
      .set({
        ...rest,
        displayName,
        sortKey: sortKeyOf(displayName),
        homeDistrictCode: homeDistrictCode ?? null,
        phoneEncrypted: phone && sealField(phone),
        phoneHash: taken.length > 0 ? null : phoneHash,
        updatedAt: ctx.now,
      })
      .where(eq(people.id, id))
    await record(ctx, 'person.profile_saved', { type: 'person', id })
  })
}

/** What one needs to come in, hear and see; kept with her agreement only, and forgotten without a word left. */
export function saveAccessNeeds(ctx: Ctx, { accessNeeds }: AccessNeeds): Promise<void> {
  return asMyself(ctx, async (ctx, id) => {
    await ctx.db
      .update(people)
      .set({ accessNeeds: accessNeeds || null, updatedAt: ctx.now })
      .where(eq(people.id, id))
    await (accessNeeds ? agree(ctx, id, 'access_needs') : withdraw(ctx, id, 'access_needs'))
    await record(ctx, 'person.access_needs_saved', { type: 'person', id }, { given: Boolean(accessNeeds) })
  })
}

/** Agrees to the text of today. Agreeing again to the same text changes nothing. */
export function giveConsent(ctx: Ctx, { purpose }: { purpose: ConsentPurpose }): Promise<void> {
  return asMyself(ctx, async (ctx, id) => {
    await agree(ctx, id, purpose)
    await record(ctx, 'consent.given', { type: 'person', id }, { purpose, version: consentVersions[purpose] })
  })
}

/** Takes an agreement back; what was kept because of it goes with it. */
export function withdrawConsent(ctx: Ctx, { purpose }: { purpose: ConsentPurpose }): Promise<void> {
  return asMyself(ctx, async (ctx, id) => {
    await withdraw(ctx, id, purpose)
    if (purpose === 'access_needs') await ctx.db.update(people).set({ accessNeeds: null }).where(eq(people.id, id))
    await record(ctx, 'consent.withdrawn', { type: 'person', id }, { purpose })
  })
}

const standing = (personId: string, purpose: ConsentPurpose) =>
  and(eq(consents.personId, personId), eq(consents.purpose, purpose), isNull(consents.withdrawnAt))

async function agree(ctx: Ctx, personId: string, purpose: ConsentPurpose): Promise<void> {
  const textVersion = consentVersions[purpose]
  // One at a time for a person, so that two presses leave one row.
  await ctx.db.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('update')
  const given = await ctx.db.select({ version: consents.textVersion }).from(consents).where(standing(personId, purpose))
  if (given.some(({ version }) => version === textVersion)) return
  await withdraw(ctx, personId, purpose)
  await ctx.db.insert(consents).values({ personId, purpose, textVersion, givenAt: ctx.now })
}

async function withdraw(ctx: Ctx, personId: string, purpose: ConsentPurpose): Promise<void> {
  await ctx.db.update(consents).set({ withdrawnAt: ctx.now }).where(standing(personId, purpose))
}

/** Which sorts of mail one does not want; what must always be sent is not among them. */
export function muteNotices(ctx: Ctx, { muted }: MutedTopics): Promise<void> {
  return asMyself(ctx, async (ctx, personId) => {
    await ctx.db.delete(mutedNotices).where(eq(mutedNotices.personId, personId))
    if (muted.length > 0) await ctx.db.insert(mutedNotices).values(muted.map((kind) => ({ personId, kind, mutedAt: ctx.now })))
    await record(ctx, 'person.notices_muted', { type: 'person', id: personId }, { kinds: muted.length })
  })
}

/** Marks all of one's notices in the inbox as read. */
export function readMyNotices(ctx: Ctx): Promise<{ read: number }> {
  return asMyself(ctx, async (ctx, personId) => {
    const unread = and(eq(notices.recipientId, personId), eq(notices.channel, 'in_app'), isNull(notices.readAt))
    const read = await ctx.db.update(notices).set({ readAt: ctx.now }).where(unread).returning({ id: notices.id })
    if (read.length > 0) await record(ctx, 'notices.read', { type: 'person', id: personId }, { read: read.length })
    return { read: read.length }
  })
}

/** Ends every session of one's own but the one whose hash is `keep`. */
export function signOutOthers(ctx: Ctx, { keep }: { keep: string | null }): Promise<{ ended: number }> {
  return asMyself(ctx, async (ctx, personId) => {
    const others = and(eq(sessions.userId, personId), keep ? ne(sessions.sessionToken, keep) : undefined)
    const ended = await ctx.db.delete(sessions).where(others).returning({ id: sessions.userId })
    await record(ctx, 'session.others_ended', { type: 'person', id: personId }, { ended: ended.length })
    return { ended: ended.length }
  })
}

/** Lets an outside identity go; the e-mail remains as the way in, so one without an e-mail keeps it (`conflict`). */
export function disconnectIdentity(ctx: Ctx, { provider }: { provider: string }): Promise<void> {
  return asMyself(ctx, async (ctx, personId) => {
    const [me] = await ctx.db.select({ email: people.email }).from(people).where(eq(people.id, personId))
    if (!me?.email) throw new AppError('conflict')
    await ctx.db.delete(accounts).where(and(eq(accounts.userId, personId), eq(accounts.provider, provider)))
    await record(ctx, 'person.identity_disconnected', { type: 'person', id: personId }, { provider })
  })
}
