import { getTableColumns, getTableName, is, SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { termsOf } from '@/lib/search/bigrams'
import type { Db } from '../client'

const CHUNK = 4000

/**
 * Inserts many rows by one JSON parameter per chunk. Every value comes from the row, a plain default of the schema, or
 * is null: the database's own defaults (clock, sequences) are not asked, so that the same seed gives the same rows.
 */
export async function insertAll<T extends PgTable>(db: Db, table: T, rows: readonly T['$inferInsert'][]): Promise<void> {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const plain = column.hasDefault && column.default !== undefined && !is(column.default, SQL) ? column.default : null
    return { key, name: column.name, plain, required: column.notNull }
  })
  for (let from = 0; from < rows.length; from += CHUNK) {
    const json = JSON.stringify(
      rows.slice(from, from + CHUNK).map((row) => {
        const values = row as Record<string, unknown>
        const out: Record<string, unknown> = {}
        for (const { key, name, plain, required } of columns) {
          const value = values[key] ?? (key === 'updatedAt' ? values.createdAt : undefined) ?? plain
          if (required && value === null) throw new Error(`${getTableName(table)}.${name} is missing in the demo city`)
          if (value !== null) out[name] = value
        }
        return out
      }),
    )
    await db.execute(sql`insert into ${table} select * from json_populate_recordset(null::${table}, ${json}::text::json)`)
  }
}

/** What `to_tsvector('simple', …)` makes of the terms of some texts, in its text form. */
export function vectorText(...texts: (string | null | undefined)[]): string {
  const places = new Map<string, number[]>()
  const terms = termsOf(texts.filter(Boolean).join(' '))
  for (let i = 0; i < terms.length && i < 16_000; i++) {
    const term = terms[i] as string
    const found = places.get(term)
    if (found) found.push(i + 1)
    else places.set(term, [i + 1])
  }
  let out = ''
  for (const [term, at] of places) out += `'${term.replaceAll("'", "''")}':${at.slice(0, 200).join(',')} `
  return out.trimEnd()
}
