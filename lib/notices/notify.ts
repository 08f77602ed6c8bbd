import { eq, type SQL, sql } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { prepared } from '@/db/prepared'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { mutedNotices, notices, outboxMessages } from '@/db/schema/notices'
import type { Ctx } from '../ctx'
import { getReference } from '../network/queries'
import { personIdOf } from '../policy/actor'
import { listVouchers } from '../rsvps/queries/vouchers'
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
  'group_export_asked',
  'group_export_approved',
  'group_export_refused',
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

const { placeholder } = sql

export type NoticeDraft = {
  to: string[]
  kind: NoticeKind
  about: { type: 'activity' | 'group' | 'venue' | 'person' | 'membership' | 'registration' | 'report' | 'booking'; id: string }
  ids?: Record<string, string | number | null>
  /** Mail is not sent before this instant; default: after the quiet hours, by the rule of `rules.ts`. */
  notBefore?: Date
}

/**
 * The notices and mails of one fact in one statement, for however many recipients. `to` is JSON: a row per recipient,
 * with the ids of both notices and of the mail, and the instant from which the mail may go.
 */
const tell = prepared((db) => {
  const part = (name: string, statement: SQL) => db.$with(name, { id: sql<string>`id`.as('id') }).as(statement)
  const written = sql`id, recipient_id, kind, about_type, about_id, ids, channel, outcome, outcome_reason, created_at, updated_at`
  const fact = sql`${placeholder('kind')}, ${placeholder('aboutType')}, ${placeholder('aboutId')}, ${placeholder('ids')}::jsonb`
  const at = sql`${placeholder('at')}::timestamptz`
  const recipients = part(
    'recipients',
    sql`select told.*, p.id, p.email, p.locale,
      case when p.email is null or p.email_verified_at is null then 'no_address' when m.muted_at is not null then 'muted' end suppressed
      from jsonb_to_recordset(${placeholder('to')}::jsonb) told (person_id uuid, notice_id uuid, mail_notice_id uuid, mail_id uuid, not_before timestamptz)
      join ${people} p on p.id = told.person_id and p.status in ('active', 'provisional')
      left join ${mutedNotices} m on m.person_id = p.id and m.kind = ${placeholder('topic')}`,
  )
  const told = part(
    'told',
    sql`insert into ${notices} (${written})
      select notice_id, id, ${fact}, 'in_app', 'sent', null, ${at}, ${at} from recipients
      union all
      select mail_notice_id, id, ${fact}, 'email', case when suppressed is null then 'queued' else 'suppressed' end, suppressed, ${at}, ${at} from recipients
      returning id`,
  )
  const mailed = part(
    'mailed',
    sql`insert into ${outboxMessages} (id, notice_id, person_id, to_address, locale, template, values, message_id, not_before, created_at, updated_at)
      select mail_id, mail_notice_id, id, email, locale, ${placeholder('kind')}, ${placeholder('values')}::jsonb, '<' || mail_notice_id || '@hui>', not_before, ${at}, ${at}
      from recipients where suppressed is null
      returning id`,
  )
  return db.with(recipients, told, mailed).select({ mails: sql<number>`count(*)::int` }).from(mailed)
})

/**
 * Tells people of a fact, in the fact's transaction: an in-app notice and a mail for each, in their language. Who has
 * no verified e-mail, or wants no mail of this kind, gets a mail notice with the outcome `suppressed` and the reason, so
 * that every intended recipient has an outcome. What concerns the place of somebody without an account is told to the
 * member who vouches for her as well.
 */
export async function notify(ctx: Ctx, draft: NoticeDraft): Promise<void> {
  const to = [...new Set(draft.to)]
  if (to.length === 0) return
  await write(ctx, draft, to)
  const me = personIdOf(ctx.actor)
  const others = draft.about.type === 'activity' ? to.filter((id) => id !== me) : []
  for (const { personId, voucherId } of await listVouchers(ctx, draft.about.id, others))
    await write(ctx, { ...draft, ids: { ...draft.ids, forId: personId } }, [voucherId])
}

async function write(ctx: Ctx, draft: NoticeDraft, to: string[]): Promise<void> {
  const { kind, about, ids = {} } = draft
  const mailableFrom = await mailTimes(ctx, draft)
  await tell(ctx.db, {
    kind,
    topic: topicOf(kind) ?? '',
    aboutType: about.type,
    aboutId: about.id,
    ids: JSON.stringify(ids),
    values: JSON.stringify({ about, ...ids }),
    at: ctx.now.toISOString(),
    to: JSON.stringify(
      to.map((id) => ({
        person_id: id,
        notice_id: newId(),
        mail_notice_id: newId(),
        mail_id: newId(),
        not_before: mailableFrom(id),
      })),
    ),
  })
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
