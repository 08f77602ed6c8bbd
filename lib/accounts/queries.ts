import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { type PersonalColumn, personalColumns } from '@/db/privacy'
import { accounts, consents, people, sessions, signInRequests } from '@/db/schema/accounts'
import { mutedNotices } from '@/db/schema/notices'
import { openField } from '../auth/secret'
import { hashOf } from '../auth/session'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { getReference } from '../network/queries'
import { personIdOf } from '../policy/actor'
import { authorize } from '../policy/can'
import { arePersonasOpen, shownPhone } from './rules'
import { type ConsentPurpose, consentPurposes, consentVersions, type MutedTopics, type Persona, personas } from './schema'

/** The personas to offer on the sign-in page: none outside a demo, or when the request did not come from this machine. */
export async function listPersonas(ctx: Ctx, loopback: boolean): Promise<Persona[]> {
  const { network } = await getReference(ctx)
  if (!arePersonasOpen(network, loopback, process.env.DEMO_PUBLIC === '1')) return []
  const emails = personas.map((persona) => persona.email)
  const found = await ctx.db
    .select({ email: people.email })
    .from(people)
    .where(and(inArray(people.email, emails), eq(people.status, 'active')))
  return personas.filter((persona) => found.some((person) => person.email === persona.email))
}

/** The mailbox for which a link was sent, while the link is open; reading it uses nothing up. */
export async function getLinkedEmail(ctx: Ctx, requestId: string | undefined, secret: string | undefined): Promise<string | null> {
  if (!requestId || !secret) return null
  const [request] = await ctx.db
    .select({ email: signInRequests.email })
    .from(signInRequests)
    .where(
      and(
        eq(signInRequests.id, requestId),
        eq(signInRequests.linkHash, hashOf(secret)),
        isNull(signInRequests.usedAt),
        gt(signInRequests.expiresAt, ctx.now),
      ),
    )
  return request?.email ?? null
}

/** The mailbox to which a request's mail went, while the request is open; its id is known to the browser that asked. */
export async function getRequestedEmail(ctx: Ctx, requestId: string | undefined): Promise<string | null> {
  if (!requestId) return null
  const [request] = await ctx.db
    .select({ email: signInRequests.email })
    .from(signInRequests)
    .where(and(eq(signInRequests.id, requestId), isNull(signInRequests.usedAt), gt(signInRequests.expiresAt, ctx.now)))
  return request?.email ?? null
}

/** The public register of personal details; `key` names the column (`people_email`). */
export const listPersonalColumns = (): (PersonalColumn & { key: string })[] =>
  Object.entries(personalColumns).map(([column, entry]) => ({ key: column.replace('.', '_'), ...entry }))

/** As a condition (`inArray(rsvps.personId, ownIds(ctx, id))`): this person and whoever was merged into her. Facts keep pointing at the first id. */
export const ownIds = (ctx: Pick<Ctx, 'db'>, personId: string) =>
  ctx.db
    .select({ id: people.id })
    .from(people)
    .where(or(eq(people.id, personId), eq(people.mergedIntoId, personId)))

/** The actor's own account, as the settings show and change it. `sessionHash` tells which of the sessions is this one. */
export async function getMyAccount(ctx: Ctx, sessionHash: string | null) {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  authorize(ctx.actor, 'person:readOwn', { id: personId })
  const [person] = await ctx.db.select().from(people).where(eq(people.id, personId))
  if (!person) throw new AppError('not_found')
  const opened = await ctx.db
    .select({ hash: sessions.sessionToken, createdAt: sessions.createdAt, expires: sessions.expires })
    .from(sessions)
    .where(and(eq(sessions.userId, personId), gt(sessions.expires, ctx.now)))
    .orderBy(desc(sessions.createdAt))
    .limit(50)
  const identities = await ctx.db
    .select({ provider: accounts.provider, createdAt: accounts.createdAt })
    .from(accounts)
    .where(eq(accounts.userId, personId))
    .orderBy(asc(accounts.createdAt))
  const muted = await ctx.db.select({ kind: mutedNotices.kind }).from(mutedNotices).where(eq(mutedNotices.personId, personId))
  const phone = openField(person.phoneEncrypted)
  const { displayName, locale, email, homeDistrictCode, interests, skills, accessNeeds, visibility } = person
  return {
    profile: {
      displayName,
      locale,
      email,
      homeDistrictCode,
      interests,
      skills,
      accessNeeds,
      visibility,
      phone: phone && shownPhone(phone),
    },
    sessions: opened.map(({ hash, ...session }) => ({ ...session, current: hash === sessionHash })),
    identities,
    muted: muted.map(({ kind }) => kind) as MutedTopics['muted'],
    consents: await listMyConsents(ctx),
  }
}
export type MyAccount = Awaited<ReturnType<typeof getMyAccount>>

export type MyConsent = { purpose: ConsentPurpose; version: string; givenAt: Date | null; withdrawnAt: Date | null; outdated: boolean }

/** For each purpose how things stand: the last time she agreed and whether she took it back; null where she never did. */
export async function listMyConsents(ctx: Ctx): Promise<MyConsent[]> {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  const rows = await ctx.db
    .select()
    .from(consents)
    .where(eq(consents.personId, personId))
    .orderBy(desc(consents.givenAt), desc(consents.id))
  return consentPurposes.map((purpose) => {
    const last = rows.find((row) => row.purpose === purpose)
    return {
      purpose,
      version: last?.textVersion ?? consentVersions[purpose],
      givenAt: last?.givenAt ?? null,
      withdrawnAt: last?.withdrawnAt ?? null,
      outdated: last !== undefined && last.withdrawnAt === null && last.textVersion !== consentVersions[purpose],
    }
  })
}

/**
 * For raw statements over rows `t` with a person_id: joined by `mergedPeople`, `samePerson` is who it is today. Few are
 * merged, so the join is one small index.
 */
export const mergedPeople = sql`left join people merged on merged.id = t.person_id and merged.merged_into_id is not null`
export const samePerson = sql`coalesce(merged.merged_into_id, t.person_id)`
