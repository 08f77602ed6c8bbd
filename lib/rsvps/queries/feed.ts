import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { feedTokens, people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import type { Locale } from '@/db/vocabulary'
import { listFeedEntries } from '../../activities/queries/calendar'
import { calendarOf } from '../../activities/rules/calendar'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { messagesFor } from '../../i18n/messages'
import { personIdOf } from '../../policy/actor'

export const feedHashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Since when the actor's own feed is open, or null; the address itself is told once. */
export async function getMyFeed(ctx: Ctx): Promise<{ since: Date } | null> {
  const me = personIdOf(ctx.actor)
  if (!me) throw new AppError('sign_in_required')
  const [feed] = await ctx.db
    .select({ since: feedTokens.createdAt })
    .from(feedTokens)
    .where(and(eq(feedTokens.personId, me), isNull(feedTokens.revokedAt)))
  return feed ?? null
}

/** What the token's owner is going to, as a calendar; throws `not_found` for a token that is unknown, revoked, or of a person who left. */
export async function getPersonalFeed(ctx: Ctx, token: string, locale: Locale, origin: string): Promise<string> {
  const [owner] = await ctx.db
    .select({ id: people.id })
    .from(feedTokens)
    .innerJoin(people, and(eq(people.id, feedTokens.personId), eq(people.status, 'active')))
    .where(and(eq(feedTokens.tokenHash, feedHashOf(token)), isNull(feedTokens.revokedAt)))
  if (!owner) throw new AppError('not_found')
  const going = sql`${activities.id} in (select r.activity_id from rsvps r where r.person_id = ${owner.id}::uuid and (r.status = 'going' or (r.status = 'cancelled' and r.cancel_reason = 'activity_cancelled')))`
  const entries = await listFeedEntries(ctx, going, locale, origin)
  const { rsvps } = (await messagesFor(locale)) as { rsvps: { feed: { name: string } } }
  return calendarOf(entries, { name: rsvps.feed.name, url: `${origin}/api/v1/feeds/${token}.ics?locale=${locale}` })
}
