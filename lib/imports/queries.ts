import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, inArray } from 'drizzle-orm'
import { sources } from '@/db/schema/imports'
import type { Ctx } from '../ctx'

export type GroupSource = { system: (typeof sources.$inferSelect)['system']; id: string }

/** Where imported groups came from, by the group's id; one query. */
export async function listGroupSources(ctx: Ctx, groupIds: string[]): Promise<Map<string, GroupSource>> {
  if (groupIds.length === 0) return new Map()
  const rows = await ctx.db
    .select({ groupId: sources.groupId, system: sources.system, id: sources.externalId })
    .from(sources)
    .where(and(eq(sources.noun, 'group'), inArray(sources.groupId, groupIds)))
  return new Map(rows.map(({ groupId, ...source }) => [groupId as string, source]))
}

/** The files of an archive that are read: `chapters.json`, and `events*.json` by name. */
export async function archiveFiles(folder: string): Promise<{ chapters: string | null; events: string[] }> {
  const names = (await readdir(folder)).sort((a, b) => (a < b ? -1 : 1))
  const path = (name: string) => join(folder, name)
  return {
    chapters: names.includes('chapters.json') ? path('chapters.json') : null,
    events: names.filter((name) => /^events.*\.json$/.test(name)).map(path),
  }
}
