import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { people } from './accounts'
import { createdAndUpdated, id, instant } from './columns'

export const files = pgTable(
  'files',
  {
    id: id(),
    key: text('key').notNull().unique(),
    hash: text('hash').notNull(),
    type: text('type').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width'),
    height: integer('height'),
    ownerId: uuid('owner_id').references(() => people.id),
    consentedAt: instant('consented_at'),
    store: text('store', { enum: ['local', 's3'] }).notNull(),
    deletedAt: instant('deleted_at'),
    ...createdAndUpdated(),
  },
  (t) => [index('files_owner').on(t.ownerId)],
)
