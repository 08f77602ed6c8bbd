import { sql } from 'drizzle-orm'
import { check, date, pgTable, text } from 'drizzle-orm/pg-core'
import { campaignStatuses } from '../vocabulary'
import { createdAndUpdated, id, localText } from './columns'

export const campaigns = pgTable(
  'campaigns',
  {
    id: id(),
    slug: text('slug').notNull().unique(),
    names: localText('names').notNull(),
    theme: localText('theme'),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on').notNull(),
    joiningRule: text('joining_rule').notNull().default('review'),
    status: text('status', { enum: campaignStatuses }).notNull(),
    ...createdAndUpdated(),
  },
  (t) => [check('campaigns_window', sql`${t.toOn} >= ${t.fromOn}`)],
)
