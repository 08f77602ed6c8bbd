import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { notices, outboxMessages } from '@/db/schema/notices'
import type { Locale } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { hasTransport } from '../mail/transport'
import { getReference } from '../network/queries'
import { personIdOf } from '../policy/actor'
import { authorize } from '../policy/can'
import { type MessageMail, type OutboxMessage, renderMessages } from './letters'
import { type NoticeWords, wordsOf } from './words'

const PAGE = 20

export type ShownMessage = Pick<OutboxMessage, 'id' | 'toAddress' | 'locale' | 'createdAt' | 'notBefore' | 'outcome'> &
  Omit<MessageMail, 'html'>

/** The kept mails, newest first, as they would arrive; closed (null) where mail really leaves. Ids sort by time. */
export async function listOutbox(
  ctx: Ctx,
  { to, before }: { to?: string; before?: string },
): Promise<{ messages: ShownMessage[]; next: string | null } | null> {
  authorize(ctx.actor, 'network:readOutbox', null)
  const { network } = await getReference(ctx)
  if (!network?.demoSeededAt && hasTransport()) return null
  const rows = await ctx.db
    .select()
    .from(outboxMessages)
    .where(and(to ? eq(outboxMessages.toAddress, to) : undefined, before ? olderThan(before) : undefined))
    .orderBy(desc(outboxMessages.createdAt), desc(outboxMessages.id))
    .limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const mails = await renderMessages(ctx, shown)
  const messages = shown.map(({ id, toAddress, locale, createdAt, notBefore, outcome }, i) => {
    const { subject, text, link } = mails[i] as MessageMail
    return { id, toAddress, locale, createdAt, notBefore, outcome, subject, text, link }
  })
  return { messages, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null }
}

const olderThan = (id: string) =>
  sql`(${outboxMessages.createdAt}, ${outboxMessages.id}) < (select o.created_at, o.id from outbox_messages o where o.id = ${id}::uuid)`

export type ShownNotice = NoticeWords & { id: string; createdAt: Date; readAt: Date | null }

/** My notices, newest first, in my language at the time of reading. */
export async function listMyNotices(
  ctx: Ctx,
  locale: Locale,
  { before }: { before?: string } = {},
): Promise<{ notices: ShownNotice[]; next: string | null }> {
  const me = personIdOf(ctx.actor)
  if (!me) throw new AppError('sign_in_required')
  const rows = await ctx.db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.recipientId, me),
        eq(notices.channel, 'in_app'),
        before
          ? sql`(${notices.createdAt}, ${notices.id}) < (select n.created_at, n.id from notices n where n.id = ${before}::uuid and n.recipient_id = ${me}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const words = await wordsOf(ctx, shown, locale)
  return {
    notices: shown.map(({ id, createdAt, readAt }, i) => ({ ...(words[i] as NoticeWords), id, createdAt, readAt })),
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** How many of my notices I have not read; counted up to 100. */
export async function countUnread(ctx: Ctx): Promise<number> {
  const me = personIdOf(ctx.actor)
  if (!me) return 0
  const unread = ctx.db
    .select({ one: sql`1` })
    .from(notices)
    .where(and(eq(notices.recipientId, me), eq(notices.channel, 'in_app'), isNull(notices.readAt)))
    .limit(100)
    .as('unread')
  const [row] = await ctx.db.select({ n: sql<number>`count(*)::int` }).from(unread)
  return row?.n ?? 0
}
