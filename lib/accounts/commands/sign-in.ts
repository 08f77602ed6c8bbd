import { randomBytes, randomInt } from 'node:crypto'
import { and, eq, isNull, lt } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { consents, people, sessions, signInRequests } from '@/db/schema/accounts'
import { outboxMessages } from '@/db/schema/notices'
import type { Locale } from '@/db/vocabulary'
import { huiAdapter, newcomerName, SESSION_DAYS } from '../../auth/adapter'
import { ownPath } from '../../auth/origin'
import { hashOf } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { countAttempt, limitAttempts } from '../../limits'
import { setUpNetwork } from '../../network/commands'
import { getReference } from '../../network/queries'
import type { SetUpInput } from '../../network/schema'
import { authorize } from '../../policy/can'
import { sortKeyOf } from '../../search/sort-key'
import { arePersonasOpen, CODE_MINUTES, CODE_TRIES, decideCode, isLinkOpen } from '../rules'
import { type ConfirmCode, type ConfirmLink, consentVersions, personaOf, type RequestSignIn } from '../schema'
import { inviteFirstOfficers } from './roles'

type From = { address?: string }
/** A session just opened: its token is told once, to the browser. */
export type OpenedSession = { token: string; expires: Date; personId: string; locale: Locale; isNew: boolean; returnTo: string | null }

const HOUR = 3600
const codeHashOf = (requestId: string, code: string) => hashOf(`${requestId}:${code}`)

/**
 * Mails a six-digit code and a link to an address, known or not: the answer is the same. Beyond ten an hour for one
 * address the mail holds the link only, so that guessing codes is bounded and its owner still gets in.
 */
export async function requestSignIn(ctx: Ctx, input: RequestSignIn & From): Promise<{ requestId: string }> {
  await limitAttempts(ctx, `sign-in-from:${hashOf(input.address ?? 'unknown')}`, 40, HOUR / 6)
  const asked = await countAttempt(ctx, `sign-in-to:${hashOf(input.email)}`, HOUR)
  if (asked > 40) throw new AppError('too_many_requests')
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'session:open', null)
    const requestId = newId(ctx.now.getTime())
    const code = asked > 10 ? null : String(randomInt(1_000_000)).padStart(6, '0')
    const secret = randomBytes(32).toString('base64url')
    const expiresAt = new Date(ctx.now.getTime() + CODE_MINUTES * 60_000)
    await ctx.db.insert(signInRequests).values({
      id: requestId,
      email: input.email,
      locale: input.locale,
      codeHash: code ? codeHashOf(requestId, code) : hashOf(randomBytes(32).toString('hex')),
      linkHash: hashOf(secret),
      returnTo: ownPath(input.returnTo),
      expiresAt,
      createdAt: ctx.now,
    })
    const [person] = await ctx.db.select({ id: people.id }).from(people).where(eq(people.email, input.email))
    await ctx.db.insert(outboxMessages).values({
      personId: person?.id ?? null,
      toAddress: input.email,
      locale: input.locale,
      template: 'sign_in',
      values: { code, requestId, secret },
      messageId: `<${requestId}@hui>`,
      notBefore: ctx.now,
      createdAt: ctx.now,
    })
    await record(ctx, 'sign_in.requested', { type: 'sign_in_request', id: requestId })
    return { requestId }
  })
}

/** Signs in by the code that was mailed. A wrong one is counted even though it is refused; after five the code is spent, the link is not. */
export async function confirmSignInCode(ctx: Ctx, input: ConfirmCode & From): Promise<OpenedSession> {
  await limitAttempts(ctx, `code-from:${hashOf(input.address ?? 'unknown')}`, 100, HOUR / 6)
  const outcome = await inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'session:open', null)
    const [request] = await ctx.db.select().from(signInRequests).where(eq(signInRequests.id, input.requestId)).for('update')
    if (!request) return 'code_expired'
    const verdict = decideCode(request, codeHashOf(request.id, input.code), ctx.now)
    if (verdict === 'code_wrong') {
      await ctx.db
        .update(signInRequests)
        .set({ tries: request.tries + 1 })
        .where(eq(signInRequests.id, request.id))
      await record(ctx, 'sign_in.code_refused', { type: 'sign_in_request', id: request.id })
      if (request.tries + 1 >= CODE_TRIES) return 'code_spent'
    }
    return verdict === 'ok' ? fulfil(ctx, request) : verdict
  })
  if (typeof outcome === 'string') throw new AppError(outcome)
  return outcome
}

/** Signs in by the link's secret. Only a POST comes here: a scanner's visit of the link uses nothing up. */
export async function confirmSignInLink(ctx: Ctx, input: ConfirmLink & From): Promise<OpenedSession> {
  await limitAttempts(ctx, `code-from:${hashOf(input.address ?? 'unknown')}`, 100, HOUR / 6)
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'session:open', null)
    const [request] = await ctx.db
      .select()
      .from(signInRequests)
      .where(and(eq(signInRequests.id, input.requestId), eq(signInRequests.linkHash, hashOf(input.secret))))
      .for('update')
    if (!request || !isLinkOpen(request, ctx.now)) throw new AppError('link_spent')
    return fulfil(ctx, request)
  })
}

async function fulfil(ctx: Ctx, request: typeof signInRequests.$inferSelect): Promise<OpenedSession> {
  await ctx.db.update(signInRequests).set({ usedAt: ctx.now }).where(eq(signInRequests.id, request.id))
  const { person, isNew } = await personOfEmail(ctx, request.email, request.locale)
  const session = await openSession(ctx, person.id, isNew ? 'email_new' : 'email')
  return { ...session, locale: isNew ? request.locale : person.locale, isNew, returnTo: request.returnTo }
}

/** Who owns a mailbox that was just proven: the person known by it (a provisional one becomes active), or a new one. */
async function personOfEmail(ctx: Ctx, email: string, locale: Locale) {
  const displayName = newcomerName(locale)
  const [made] = await ctx.db
    .insert(people)
    .values({ displayName, sortKey: sortKeyOf(displayName), locale, email, emailVerifiedAt: ctx.now, status: 'active', createdAt: ctx.now })
    .onConflictDoNothing({ target: people.email })
    .returning({ id: people.id, locale: people.locale })
  if (made) {
    await agreeToAccount(ctx, made.id)
    return { person: made, isNew: true }
  }
  const [known] = await ctx.db.select().from(people).where(eq(people.email, email)).for('update')
  if (!known) throw new AppError('conflict')
  if (known.status === 'merged' && known.mergedIntoId) return { person: { id: known.mergedIntoId, locale: known.locale }, isNew: false }
  if (!known.emailVerifiedAt || known.status === 'provisional') {
    await ctx.db
      .update(people)
      .set({ emailVerifiedAt: ctx.now, status: 'active', claimCodeHash: null })
      .where(and(eq(people.id, known.id), isNull(people.erasedAt)))
    await agreeToAccount(ctx, known.id)
  }
  return { person: known, isNew: false }
}

/** Signing in for the first time agrees to what the sign-in page says; which version, is kept. */
async function agreeToAccount(ctx: Ctx, personId: string): Promise<void> {
  await ctx.db.insert(consents).values({ personId, purpose: 'account', textVersion: consentVersions.account, givenAt: ctx.now })
}

async function openSession(ctx: Ctx, personId: string, by: string) {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(ctx.now.getTime() + SESSION_DAYS * 86_400_000)
  await huiAdapter(ctx.db).createSession?.({ sessionToken: token, userId: personId, expires })
  await record(ctx, 'session.opened', { type: 'person', id: personId }, { by })
  return { token, expires, personId }
}

/** Signs in as one of the demo's personas with one click; only in a demo network, and on loopback unless the demo is public. */
export async function signInAsPersona(ctx: Ctx, input: { key: string; loopback: boolean }): Promise<OpenedSession> {
  const { network } = await getReference(ctx)
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'session:open', null)
    const persona = personaOf(input.key)
    if (!persona || !arePersonasOpen(network, input.loopback, process.env.DEMO_PUBLIC === '1')) throw new AppError('personas_closed')
    const [person] = await ctx.db
      .select({ id: people.id, locale: people.locale })
      .from(people)
      .where(and(eq(people.email, persona.email), eq(people.status, 'active')))
    if (!person) throw new AppError('personas_closed')
    const session = await openSession(ctx, person.id, 'persona')
    return { ...session, locale: person.locale, isNew: false, returnTo: null }
  })
}

/** Sets up the network and lets its first administrator in: who holds the one-time link runs the server. */
export function setUpAndEnter(ctx: Ctx, input: SetUpInput): Promise<OpenedSession> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'network:setUp', null)
    const { personId } = await setUpNetwork(ctx, input)
    await inviteFirstOfficers(ctx, personId, input)
    const session = await openSession(ctx, personId, 'set_up')
    return { ...session, locale: input.locale ?? input.languages[0] ?? 'zh-CN', isNew: false, returnTo: null }
  })
}

/** Says how one wants to be called. */
export function renameMyself(ctx: Ctx, input: { displayName: string }): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    if (ctx.actor.kind !== 'person') throw new AppError('sign_in_required')
    const id = ctx.actor.personId
    authorize(ctx.actor, 'person:edit', { id })
    await ctx.db
      .update(people)
      .set({ displayName: input.displayName, sortKey: sortKeyOf(input.displayName) })
      .where(eq(people.id, id))
    await record(ctx, 'person.renamed', { type: 'person', id })
  })
}

/** Deletes sessions that have ended and sign-in requests of more than a day ago. */
export function cleanUpSignIns(ctx: Ctx): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'job:run', null)
    const ended = await ctx.db.delete(sessions).where(lt(sessions.expires, ctx.now)).returning({ id: sessions.userId })
    const yesterday = new Date(ctx.now.getTime() - 86_400_000)
    const old = await ctx.db.delete(signInRequests).where(lt(signInRequests.expiresAt, yesterday)).returning({ id: signInRequests.id })
    if (ended.length + old.length > 0)
      await record(ctx, 'sign_in.cleaned_up', { type: 'network', id: 'network' }, { sessions: ended.length, requests: old.length })
  })
}
