import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { personalColumns, plainColumns, pointers } from './privacy'

async function schemaColumns(): Promise<string[]> {
  const files = readdirSync(join(import.meta.dirname, 'schema')).filter((file) => file.endsWith('.ts'))
  const modules = await Promise.all(files.map((file) => import(`./schema/${file.replace(/\.ts$/, '')}.ts`)))
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable)) as PgTable[]
  return tables.flatMap((table) => {
    const { name, columns } = getTableConfig(table)
    return columns.map((column) => `${name}.${column.name}`)
  })
}

const listed = (register: Record<string, string>) =>
  Object.entries(register).flatMap(([table, columns]) => columns.split(/\s+/).map((column) => `${table}.${column}`))

describe('the privacy register', () => {
  const registered = [...Object.keys(personalColumns), ...listed(pointers), ...listed(plainColumns)]

  it('names every column of every table, and nothing else', async () => {
    const columns = await schemaColumns()
    expect(columns.length).toBeGreaterThan(400)
    expect({
      unregistered: columns.filter((c) => !registered.includes(c)),
      unknown: registered.filter((r) => !columns.includes(r)),
    }).toEqual({
      unregistered: [],
      unknown: [],
    })
  })

  it('names each once', () => {
    expect(registered.filter((column, i) => registered.indexOf(column) !== i)).toEqual([])
  })
})

describe('its public page', () => {
  it.each(['zh-CN', 'en'])('has words for every personal column in %s', async (locale) => {
    const { privacy } = (await import(`@/lib/i18n/messages/${locale}/accounts.json`)).default
    expect(Object.keys(privacy.columns).sort()).toEqual(
      Object.keys(personalColumns)
        .map((column) => column.replace('.', '_'))
        .sort(),
    )
    for (const { purpose, kept, seenBy, erased } of Object.values(personalColumns))
      expect([privacy.purposes[purpose], privacy.retentions[kept], privacy.audiences[seenBy], privacy.erasures[erased]]).not.toContain(
        undefined,
      )
  })
})
