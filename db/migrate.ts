import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import type { OpenDatabase } from './client'

const folder = () => join(/* turbopackIgnore: true */ process.cwd(), 'db', 'migrations')
const LOCK = 7_238_401

/** Applies what is missing of the migrations; several processes may start at once, one does the work. Needs two connections. */
export async function migrateUnderLock({ db, embedded }: Pick<OpenDatabase, 'db' | 'embedded'>): Promise<void> {
  // biome-ignore lint/suspicious/noExplicitAny: each migrator wants its own driver's type
  if (embedded) return migrateEmbedded(db as any, { migrationsFolder: folder() })
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    // On a second connection of the pool, while this one holds the lock: the migrator opens its own transaction.
    // biome-ignore lint/suspicious/noExplicitAny: see above
    await migratePostgres(db as any, { migrationsFolder: folder() })
  })
}
