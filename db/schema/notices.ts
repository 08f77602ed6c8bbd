import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { locales, noticeChannels, noticeOutcomes } from '../vocabulary'
import { people } from './accounts'
import { citext, createdAndUpdated, id, instant } from './columns'

/** Every intended recipient has an outcome, per channel. `ids` hold what the text is made from; no text is stored. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    recipientId: uuid('recipient_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').notNull(),
    aboutType: text('about_type').notNull(),
    aboutId: text('about_id').notNull(),
    ids: jsonb('ids').$type<Record<string, string | number | null>>().notNull().default({}),
    channel: text('channel', { enum: noticeChannels }).notNull(),
    outcome: text('outcome', { enum: noticeOutcomes }).notNull(),
    outcomeReason: text('outcome_reason'),
    readAt: instant('read_at'),
    ...createdAndUpdated(),
  },
  (t) => [index('notices_recipient').on(t.recipientId, t.channel, t.createdAt), index('notices_about').on(t.aboutType, t.aboutId)],
)

/** A mail to be delivered, written in the transaction of its fact. The Message-ID makes a repeated delivery recognisable. */
export const outboxMessages = pgTable(
  'outbox_messages',
  {
    id: id(),
    noticeId: uuid('notice_id').references(() => notices.id),
    personId: uuid('person_id').references(() => people.id),
    toAddress: citext('to_address').notNull(),
    locale: text('locale', { enum: locales }).notNull(),
    template: text('template').notNull(),
    values: jsonb('values').$type<Record<string, unknown>>().notNull(),
    messageId: text('message_id').notNull().unique(),
    notBefore: instant('not_before').notNull(),
    leasedUntil: instant('leased_until'),
    attempts: integer('attempts').notNull().default(0),
    outcome: text('outcome', { enum: noticeOutcomes }).notNull().default('queued'),
    outcomeReason: text('outcome_reason'),
    sentAt: instant('sent_at'),
    ...createdAndUpdated(),
  },
  (t) => [
    index('outbox_messages_due').on(t.notBefore).where(sql`${t.outcome} = 'queued'`),
    index('outbox_messages_person').on(t.personId),
    index('outbox_messages_created').on(t.createdAt, t.id),
  ],
)

/** Kinds of mail that a person does not want; the notice itself still stands in her inbox. */
export const mutedNotices = pgTable(
  'muted_notices',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    mutedAt: instant('muted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.kind] })],
)
