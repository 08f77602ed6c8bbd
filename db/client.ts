import { mkdirSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { takeFolder } from './folder-lock'
import { migrateUnderLock } from './migrate'

/** A database or a transaction of it, on either driver. */
// biome-ignore lint/suspicious/noExplicitAny: the two drivers have different schemas of results; rows are typed by the query builder
export type Db = PgDatabase<PgQueryResultHKT, any, any>
export type OpenDatabase = { db: Db; embedded: boolean; close: () => Promise<void> }

/** The folder of the embedded database, the secret and the files: `DATA_DIR`, by default `.data`. */
export const dataFolder = () => resolve(/* turbopackIgnore: true */ process.env.DATA_DIR || '.data')

/** Seconds. By default the driver waits longer after each failure, up to 20 s: too long once the database is back. */
const RECONNECT_AFTER = 0.5

/** Opens PostgreSQL at `url`; the caller closes it. */
export async function openPostgres(url: string, max = 10): Promise<OpenDatabase> {
  const [{ default: postgres }, { drizzle }] = await Promise.all([import('postgres'), import('drizzle-orm/postgres-js')])
  const client = postgres(url, { max, onnotice: () => {}, connect_timeout: 10, backoff: () => RECONNECT_AFTER })
  return { db: drizzle(preparing(client)), embedded: false, close: () => client.end({ timeout: 5 }) }
}

const MOST_PARAMETERS = 100
type Sent = { execute: () => unknown }

/**
 * The same client, whose connections keep the statements that they prepared. Drizzle sends by `unsafe`, which parses and
 * describes each statement anew, in a round trip of its own. Bulk statements differ each time and are not kept. A statement
 * is sent when it is made, not when somebody waits for it: see `prepared`.
 */
export function preparing<T extends object>(client: T): T {
  return new Proxy(client, {
    get(target, key) {
      const value = Reflect.get(target, key) as (...args: unknown[]) => unknown
      if (key === 'unsafe')
        return (query: string, params: unknown[] = [], options = {}) =>
          (
            value.call(target, query, params, { prepare: params.length > 0 && params.length <= MOST_PARAMETERS, ...options }) as Sent
          ).execute()
      if (key === 'begin' || key === 'savepoint')
        return (...args: unknown[]) =>
          value.call(target, ...args.slice(0, -1), (inner: object) => (args.at(-1) as (inner: object) => unknown)(preparing(inner)))
      return value
    },
  })
}

/** Opens the embedded database in `folder`, or in memory without one. One process only: see `takeFolder`. */
export async function openEmbedded(folder?: string, loadDataDir?: Blob): Promise<OpenDatabase> {
  const [{ PGlite }, { btree_gist }, { citext }, { drizzle }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/btree_gist'),
    import('@electric-sql/pglite/contrib/citext'),
    import('drizzle-orm/pglite'),
  ])
  const client = await PGlite.create({ dataDir: folder, loadDataDir, extensions: { btree_gist, citext } })
  return { db: drizzle(client), embedded: true, close: () => client.close() }
}

async function openFolder(): Promise<OpenDatabase> {
  const folder = dataFolder()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const release = takeFolder(folder)
  try {
    const data = join(folder, 'db')
    const { existsSync, rmSync } = await import('node:fs')
    if (!existsSync(data)) {
      const fresh = join(folder, 'db.new')
      rmSync(fresh, { recursive: true, force: true })
      const made = await openEmbedded(fresh)
      await migrateUnderLock(made)
      await made.close()
      await rename(fresh, data)
    }
    const opened = await openEmbedded(data)
    return {
      ...opened,
      close: async () => {
        await opened.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

const shared = globalThis as unknown as { huiDatabase?: Promise<OpenDatabase> }

/** The process's database: PostgreSQL when `DATABASE_URL` is set, else the embedded one; opened and migrated once. */
export function openDatabase(): Promise<OpenDatabase> {
  shared.huiDatabase ??= (async () => {
    const opened = process.env.DATABASE_URL
      ? await openPostgres(process.env.DATABASE_URL, Number(process.env.DATABASE_POOL || 10))
      : await openFolder()
    await migrateUnderLock(opened)
    return opened
  })().catch((error) => {
    shared.huiDatabase = undefined
    throw error
  })
  return shared.huiDatabase
}

export async function getDb(): Promise<Db> {
  return (await openDatabase()).db
}

export async function closeDatabase(): Promise<void> {
  const opened = shared.huiDatabase
  shared.huiDatabase = undefined
  await (await opened)?.close()
}

/**
 * Runs `fn` in a transaction (READ COMMITTED), or in a savepoint when `ctx.db` is one already. Inside, use only the
 * inner ctx: on the embedded database a query on the outer handle waits for ever.
 */
export function inTransaction<C extends { db: Db }, T>(ctx: C, fn: (ctx: C) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => {
    const db = tx as Db
    roots.set(db, rootOf(ctx.db))
    return fn({ ...ctx, db })
  })
}

const roots = new WeakMap<Db, Db>()

/** The database of which `db` is a transaction, or `db` itself: what a cache may be keyed by. */
export const rootOf = (db: Db): Db => roots.get(db) ?? db

/** The rows of a raw statement, whichever driver runs it. Instants come as text: prefer the query builder. */
export async function rowsOf<T extends Record<string, unknown>>(db: Db, statement: SQL): Promise<T[]> {
  const result = (await db.execute(statement)) as unknown as T[] | { rows: T[] }
  return Array.isArray(result) ? [...result] : result.rows
}
