import { customType, jsonb, timestamp, uuid } from 'drizzle-orm/pg-core'
import { newId } from '../ids'
import type { LocalText } from '../vocabulary'

export const id = () =>
  uuid('id')
    .primaryKey()
    .$defaultFn(() => newId())
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
export const localText = (name: string) => jsonb(name).$type<LocalText>()
export const createdAndUpdated = () => ({
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at')
    .notNull()
    .defaultNow()
    .$onUpdateFn(() => new Date()),
})

export const citext = customType<{ data: string }>({ dataType: () => 'citext' })
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
/** A half-open range of instants `[)`, written and read as PostgreSQL's text form. */
export const tstzrange = customType<{ data: string }>({ dataType: () => 'tstzrange' })
