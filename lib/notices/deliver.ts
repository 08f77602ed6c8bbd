import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { notices, outboxMessages } from '@/db/schema/notices'
import type { Ctx } from '../ctx'
import { log } from '../log'
import { Refused, type Transport, transportOf } from '../mail/transport'
import { getReference } from '../network/queries'
import { type OutboxMessage, renderMessage } from './letters'

const LEASE_MS = 60_000
const MAX_ATTEMPTS = 8
const LANES = 4
/** `lanes` messages are under way at once; 1 inside a transaction, which has one connection. */
type Delivery = { transport?: Transport | null; now?: () => Date; lanes?: number }
type Outcome = 'sent' | 'suppressed' | 'bounced' | 'failed'

/** Seconds to wait before the next try: 10, 20, 40 … at most an hour. */
export const backoffSeconds = (attempts: number): number => Math.min(3600, 5 * 2 ** Math.min(attempts, 12))

/**
 * Delivers what is due and returns how many messages got an outcome. In a demo, or without a transport, mails are kept
 * for the outbox page. A process that dies between the server's acceptance and our commit leads to a repetition with
 * the same Message-ID; none is lost. `now` tells the time of each step (tests inject it).
 */
export async function deliverDue(
  ctx: Ctx,
  { transport = transportOf(), now = () => new Date(), lanes = LANES }: Delivery = {},
): Promise<number> {
  const { network } = await getReference(ctx)
  if (!transport || network?.demoSeededAt) return keepDue(ctx)
  const from = network?.sender ?? 'Hui <hui@localhost>'
  const lane = async () => {
    let done = 0
    for (let message = await claim(ctx, now()); message; message = await claim(ctx, now())) {
      await deliver({ ...ctx, now: now() }, message, transport, from)
      done++
    }
    return done
  }
  const counts = await Promise.all(Array.from({ length: lanes }, lane))
  return counts.reduce((sum, count) => sum + count, 0)
}

const due = (now: Date) =>
  and(
    eq(outboxMessages.outcome, 'queued'),
    lte(outboxMessages.notBefore, now),
    or(isNull(outboxMessages.leasedUntil), lte(outboxMessages.leasedUntil, now)),
  )

async function keepDue(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const kept = await ctx.db
      .update(outboxMessages)
      .set({ outcome: 'suppressed', outcomeReason: 'kept', leasedUntil: null })
      .where(due(ctx.now))
      .returning({ noticeId: outboxMessages.noticeId })
    await setNotices(
      ctx,
      kept.map((k) => k.noticeId),
      'suppressed',
      'kept',
    )
    return kept.length
  })
}

/** Takes the oldest due message for a minute; other processes skip it. */
function claim(ctx: Ctx, now: Date): Promise<OutboxMessage | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const [found] = await ctx.db
      .select({ id: outboxMessages.id })
      .from(outboxMessages)
      .where(due(now))
      .orderBy(asc(outboxMessages.notBefore), asc(outboxMessages.id))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!found) return undefined
    const [claimed] = await ctx.db
      .update(outboxMessages)
      .set({ leasedUntil: new Date(now.getTime() + LEASE_MS), attempts: sql`${outboxMessages.attempts} + 1` })
      .where(eq(outboxMessages.id, found.id))
      .returning()
    return claimed
  })
}

async function deliver(ctx: Ctx, message: OutboxMessage, transport: Transport, from: string): Promise<void> {
  try {
    const { subject, text, html } = await renderMessage(ctx, message)
    await transport({ from, to: message.toAddress, subject, text, html, messageId: message.messageId })
    await settle(ctx, message, 'sent', null)
  } catch (error) {
    const reason = error instanceof Refused ? 'refused' : 'unreachable'
    log.warn(
      { messageId: message.messageId, attempts: message.attempts, reason, code: (error as { code?: string }).code },
      'mail not delivered',
    )
    if (error instanceof Refused) return settle(ctx, message, 'bounced', reason)
    if (message.attempts >= MAX_ATTEMPTS) return settle(ctx, message, 'failed', reason)
    await ctx.db
      .update(outboxMessages)
      .set({ leasedUntil: new Date(ctx.now.getTime() + backoffSeconds(message.attempts) * 1000), outcomeReason: reason })
      .where(and(eq(outboxMessages.id, message.id), eq(outboxMessages.outcome, 'queued')))
  }
}

/** Writes the outcome; of a sign-in mail or an invitation that left us, its code and secret are forgotten. */
function settle(ctx: Ctx, message: OutboxMessage, outcome: Outcome, reason: string | null): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .update(outboxMessages)
      .set({
        outcome,
        outcomeReason: reason,
        leasedUntil: null,
        sentAt: outcome === 'sent' ? ctx.now : null,
        ...(['sign_in', 'email_code'].includes(message.template) ? { values: {} } : {}),
        ...(message.template === 'invitation' ? { values: { invitationId: message.values.invitationId } } : {}),
      })
      .where(eq(outboxMessages.id, message.id))
    await setNotices(ctx, [message.noticeId], outcome, reason)
  })
}

async function setNotices(ctx: Ctx, ids: (string | null)[], outcome: Outcome, outcomeReason: string | null): Promise<void> {
  const known = ids.filter((id) => id !== null)
  for (let i = 0; i < known.length; i += 1000)
    await ctx.db
      .update(notices)
      .set({ outcome, outcomeReason })
      .where(inArray(notices.id, known.slice(i, i + 1000)))
}
