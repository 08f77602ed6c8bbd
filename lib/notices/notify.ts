import { and, eq, inArray } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { mutedNotices, notices, outboxMessages } from '@/db/schema/notices'
import type { Ctx } from '../ctx'
import { getReference } from '../network/queries'
import { personIdOf } from '../policy/actor'
import { isChange, mailFrom, quietUntil, topicOf } from './rules'

/** What people are told of. Each kind has a text in-app and a mail, in `messages/<locale>/notices.json`. */
export const noticeKinds = [
  'rsvp_going',
  'rsvp_waitlisted',
  'rsvp_pending',
  'rsvp_promoted',
  'rsvp_offered',
  'rsvp_declined',
  'rsvp_cancelled',
  'rsvp_placed_for_you',
  'rsvp_reconfirm',
  'rsvp_released',
  'activity_changed',
  'activity_postponed',
  'activity_cancelled',
  'activity_venue_confirmed',
  'activity_reminder',
  'activity_review_asked',
  'activity_review_overdue',
  'activity_hosting_asked',
  'activity_hosting_accepted',
  'activity_hosting_declined',
  'activity_hosting_withdrawn',
  'activity_changes_asked',
  'activity_approved',
  'recap_due',
  'membership_accepted',
  'membership_refused',
  'membership_applied',
  'membership_waiting',
  'membership_suspended',
  'membership_lifted',
  'membership_removed',
  'officer_appointed',
  'officer_ended',
  'group_suspended',
  'group_lifted',
  'group_dissolved',
  'alliance_invited',
  'alliance_joined',
  'alliance_left',
  'activity_invited',
  'registration_submitted',
  'registration_recommended',
  'registration_sent_back',
  'registration_approved',
  'registration_refused',
  'email_changed',
  'record_claimed',
  'report_filed',
  'report_upheld',
  'report_dismissed',
  'person_erased',
  'booking_asked',
  'booking_confirmed',
  'booking_declined',
  'booking_offered',
  'booking_offer_taken',
  'booking_given_back',
  'booking_released',
  'venue_suspended',
  'venue_closed',
  'venue_reopened',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export type NoticeDraft = {
  to: string[]
  kind: NoticeKind
  about: { type: 'activity' | 'group' | 'venue' | 'person' | 'membership' | 'registration' | 'report' | 'booking'; id: string }
  ids?: Record<string, string | number | null>
  /** Mail is not sent before this instant; default: after the quiet hours, by the rule of `rules.ts`. */
  notBefore?: Date
}

/**
 * Tells people of a fact, in the fact's transaction: an in-app notice and a mail for each, in their language. Who has
 * no verified e-mail, or wants no mail of this kind, gets a mail notice with the outcome `suppressed` and the reason, so
 * that every intended recipient has an outcome.
 */
export async function notify(ctx: Ctx, draft: NoticeDraft): Promise<void> {
  const to = [...new Set(draft.to)]
  if (to.length === 0) return
  const recipients = await ctx.db
    .select({
      id: people.id,
      email: people.email,
      verifiedAt: people.emailVerifiedAt,
      locale: people.locale,
      mutedAt: mutedNotices.mutedAt,
    })
    .from(people)
    .leftJoin(mutedNotices, and(eq(mutedNotices.personId, people.id), eq(mutedNotices.kind, topicOf(draft.kind) ?? '')))
    .where(and(inArray(people.id, to), inArray(people.status, ['active', 'provisional'])))
  const mailableFrom = await mailTimes(ctx, draft)
  const rows: (typeof notices.$inferInsert)[] = []
  const mails: (typeof outboxMessages.$inferInsert)[] = []
  for (const person of recipients) {
    const base = { recipientId: person.id, kind: draft.kind, aboutType: draft.about.type, aboutId: draft.about.id, ids: draft.ids ?? {} }
    const suppressed = person.email === null || person.verifiedAt === null ? 'no_address' : person.mutedAt ? 'muted' : null
    const mailable = suppressed === null
    const mailNoticeId = newId(ctx.now.getTime())
    rows.push(
      { ...base, channel: 'in_app', outcome: 'sent', createdAt: ctx.now },
      {
        ...base,
        id: mailNoticeId,
        channel: 'email',
        outcome: mailable ? 'queued' : 'suppressed',
        outcomeReason: suppressed,
        createdAt: ctx.now,
      },
    )
    if (mailable)
      mails.push({
        noticeId: mailNoticeId,
        personId: person.id,
        toAddress: person.email as string,
        locale: person.locale,
        template: draft.kind,
        values: { about: draft.about, ...draft.ids },
        messageId: `<${mailNoticeId}@hui>`,
        notBefore: mailableFrom(person.id),
        createdAt: ctx.now,
      })
  }
  for (let i = 0; i < rows.length; i += 1000) await ctx.db.insert(notices).values(rows.slice(i, i + 1000))
  for (let i = 0; i < mails.length; i += 1000) await ctx.db.insert(outboxMessages).values(mails.slice(i, i + 1000))
}

/** By recipient, from when the mail may go. In quiet hours a change of an activity is weighed by its start. */
async function mailTimes(ctx: Ctx, { kind, about, notBefore }: NoticeDraft): Promise<(personId: string) => Date> {
  const { network } = await getReference(ctx)
  if (notBefore || !network || !quietUntil(ctx.now, network.zone)) return () => notBefore ?? ctx.now
  const activity = about.type === 'activity' && isChange(kind)
  const [found] = activity ? await ctx.db.select({ startsAt: activities.startsAt }).from(activities).where(eq(activities.id, about.id)) : []
  const me = personIdOf(ctx.actor)
  return (personId) => mailFrom({ kind, own: personId === me, startsAt: found?.startsAt ?? null }, ctx.now, network.zone)
}
