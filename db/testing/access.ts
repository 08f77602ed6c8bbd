import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Ctx } from '@/lib/ctx'
import type { Actor } from '@/lib/policy/actor'
import type { Db } from '../client'
import { freshDatabase, rolledBack } from './database'
import { type ActorName, actorNames, buildWorld, NOW, type Side, type Things, type World } from './world'

/** The matrix of access: each entrance is asked by everybody about their own thing, another's, a foreign one and none. */

/** `passes`: who is let through; what then may still refuse is not a question of access. Nobody unless said. */
export type Line = {
  ask: (things: Things) => unknown
  passes: readonly ActorName[]
  /** Of the same group, but of another person; absent where that is no difference. */
  mate?: readonly ActorName[]
  foreign?: readonly ActorName[]
  /** No subject: asked once. */
  self?: true
  /** Where the action takes a form, the command behind it. */
  command?: Asked
}
export type Table = Record<string, Line>
type Asked = (ctx: Ctx, input: never) => Promise<unknown>

export const on = (ask: Line['ask'], passes: readonly ActorName[], over: Partial<Line> = {}): Line => ({ ask, passes, ...over })
export const self = (input: unknown, passes: readonly ActorName[], command?: Asked): Line => ({
  ask: () => input,
  passes,
  self: true,
  command,
})

export const people = actorNames.filter((name) => name !== 'visitor' && name !== 'erased')
export const everybody = actorNames
export const officers = ['president', 'secretary'] as const
export const planners = [...officers, 'organizer'] as const
export const activityPlanners = [...planners, 'activityOrganizer'] as const
export const door = [...activityPlanners, 'doorHelper'] as const
export const network = ['networkAdmin'] as const
export const admins = ['districtAdmin', 'networkAdmin'] as const

const REFUSALS = ['sign_in_required', 'forbidden', 'not_found', 'own_registration']

/** What each actor is answered: `passed`, or the code of the refusal. Whatever is no refusal at all is thrown. */
export async function answers(
  db: Db,
  actors: Record<ActorName, Actor>,
  command: Asked,
  input: unknown,
): Promise<Record<ActorName, string>> {
  const found = {} as Record<ActorName, string>
  for (const name of actorNames)
    await rolledBack(db, async (db) => {
      found[name] = await command({ db, actor: actors[name], now: NOW }, input as never).then(
        () => 'passed',
        (error: { code?: string; name?: string }) => {
          if (error.name !== 'AppError') throw error
          return REFUSALS.includes(error.code ?? '') ? (error.code as string) : 'passed'
        },
      )
    })
  return found
}

const passing = (found: Record<ActorName, string>) => actorNames.filter((name) => found[name] === 'passed')
/** Who may know of everything: to them a foreign thing may say `forbidden`. */
const SEE_ALL: readonly ActorName[] = ['networkAdmin', 'auditor']

/** What the matrix finds against a line of its table; empty when it holds. */
export async function deviations(db: Db, world: World, actors: Record<ActorName, Actor>, command: Asked, line: Line): Promise<string[]> {
  const found: string[] = []
  const compare = (side: string, passed: string[], declared: readonly string[]) => {
    const [have, want] = [[...passed].sort().join(' '), [...declared].sort().join(' ')]
    if (have !== want) found.push(`${side}: passed [${have}], declared [${want}]`)
  }
  const of = (side: Side) => answers(db, actors, command, line.ask(world.sides[side]))
  compare('own', passing(await of('own')), line.passes)
  if (line.self) return found
  if (line.mate) compare('mate', passing(await of('mate')), line.mate)
  const [foreign, missing] = [await of('foreign'), await of('missing')]
  compare('foreign', passing(foreign), line.foreign ?? [])
  for (const name of actorNames) {
    if (missing[name] === 'passed') found.push(`missing: ${name} passed`)
    if (foreign[name] !== 'passed' && foreign[name] !== missing[name] && !SEE_ALL.includes(name))
      found.push(`foreign: ${name} is answered ${foreign[name]}, but ${missing[name]} about a missing one`)
  }
  return found
}

type ActorOfToken = (db: Db, token: string, now: Date) => Promise<Actor | null>

/** The tests of a table: each action asked by everybody, who are read from their sessions as a request reads them. */
export function testTable(table: Table, actions: Record<string, Record<string, unknown>>, actorOfToken: ActorOfToken): void {
  let opened: Awaited<ReturnType<typeof freshDatabase>>
  let world: World
  const actors = {} as Record<ActorName, Actor>
  beforeAll(async () => {
    opened = await freshDatabase()
    world = await buildWorld(opened.db)
    for (const name of actorNames) {
      const token = world.tokens[name]
      actors[name] = (token && (await actorOfToken(opened.db, token, NOW))) || { kind: 'visitor' }
    }
  })
  afterAll(async () => {
    await opened?.close()
  })
  it.each(Object.entries(table))('%s', async (name, line) => {
    const [domain = '', action] = name.split('.')
    const asked = line.command ?? (actions[domain]?.[`${action}Action`] as Asked | undefined)
    if (!asked) throw new Error(`no such action: ${name}`)
    expect(await deviations(opened.db, world, actors, asked, line)).toEqual([])
  })
}
