import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { afterAll, beforeAll } from 'vitest'
import { type Db, type OpenDatabase, openEmbedded, openPostgres } from '../client'
import { migrateUnderLock } from '../migrate'

/** The address of the test PostgreSQL; `scripts/test.mjs` starts one and sets it. */
export function testPostgresUrl(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run npm test, which starts a PostgreSQL, or point it at a throwaway one')
  return url
}

/** One name for all migrations together. */
const schemaTag = () => {
  const files = readMigrationFiles({ migrationsFolder: join(process.cwd(), 'db', 'migrations') })
  return createHash('sha256')
    .update(files.map(({ hash }) => hash).join())
    .digest('hex')
    .slice(0, 30)
}

/** A fresh, migrated, empty database; committed work stays until `close`, which drops it. */
export async function freshDatabase(): Promise<OpenDatabase & { url: string | null }> {
  return process.env.HUI_TEST_DATABASE === 'postgres' ? freshPostgres() : { ...(await freshEmbedded()), url: null }
}

async function freshEmbedded(): Promise<OpenDatabase> {
  const image = join(tmpdir(), 'hui-test', `${schemaTag()}.tar`)
  if (existsSync(image)) return openEmbedded(undefined, new Blob([await readFile(image)]))
  const made = await openEmbedded()
  await migrateUnderLock(made)
  const client = (made.db as unknown as { $client: { dumpDataDir: (c: 'none') => Promise<Blob> } }).$client
  const dump = await client.dumpDataDir('none')
  await mkdir(join(tmpdir(), 'hui-test'), { recursive: true })
  const part = `${image}.${process.pid}`
  await writeFile(part, Buffer.from(await dump.arrayBuffer()))
  await rename(part, image)
  return made
}

/** A fresh PostgreSQL database of its own, cloned from a migrated template. */
export async function freshPostgres(): Promise<OpenDatabase & { url: string }> {
  const base = testPostgresUrl()
  const admin = await openPostgres(base, 1)
  const template = `hui_template_${schemaTag()}`
  const name = `hui_test_${randomBytes(6).toString('hex')}`
  const urlOf = (database: string) => Object.assign(new URL(base), { pathname: `/${database}` }).toString()
  try {
    await admin.db.execute(sql`select pg_advisory_lock(7238402)`)
    const found = (await admin.db.execute(sql`select 1 from pg_database where datname = ${template}`)) as unknown as unknown[]
    if (found.length === 0) {
      await admin.db.execute(sql.raw(`drop database if exists ${template}_part with (force)`))
      await admin.db.execute(sql.raw(`create database ${template}_part`))
      const made = await openPostgres(urlOf(`${template}_part`), 2)
      await migrateUnderLock(made)
      await made.close()
      await admin.db.execute(sql.raw(`alter database ${template}_part rename to ${template}`))
    }
    await admin.db.execute(sql.raw(`create database ${name} template ${template}`))
    await admin.db.execute(sql`select pg_advisory_unlock(7238402)`)
  } finally {
    await admin.close()
  }
  const opened = await openPostgres(urlOf(name), 10)
  return {
    ...opened,
    url: urlOf(name),
    close: async () => {
      await opened.close()
      const admin = await openPostgres(base, 1)
      await admin.db.execute(sql.raw(`drop database if exists ${name} with (force)`))
      await admin.close()
    },
  }
}

/** One database for a test file: `const database = testDatabase()`, then `database.db` inside tests. */
export function testDatabase(): { readonly db: Db; readonly url: string | null } {
  let opened: Awaited<ReturnType<typeof freshDatabase>> | undefined
  beforeAll(async () => {
    opened = await freshDatabase()
  })
  afterAll(async () => {
    await opened?.close()
  })
  const get = () => {
    if (!opened) throw new Error('the test database opens in beforeAll')
    return opened
  }
  return {
    get db() {
      return get().db
    },
    get url() {
      return get().url
    },
  }
}

class Rollback extends Error {}

/** Runs `fn` in a transaction that is always rolled back, so that tests leave nothing behind. */
export async function rolledBack(db: Db, fn: (db: Db) => Promise<void>): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await fn(tx as Db)
      throw new Rollback()
    })
  } catch (error) {
    if (!(error instanceof Rollback)) throw error
  }
}
