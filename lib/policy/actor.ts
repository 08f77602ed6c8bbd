import type { Locale, Role, ScopeType } from '@/db/vocabulary'

/** A grant that holds now: role × scope. `scopeId` is null for the network, a code for a district, else an id. */
export type Grant = { role: Role; scopeType: ScopeType; scopeId: string | null }

/**
 * Who acts. Made only in `lib/auth` (and by tests). `grants` are those that hold at ctx.now; `memberOf` the groups of
 * active memberships.
 */
export type Actor =
  | { kind: 'visitor' }
  | { kind: 'person'; personId: string; displayName: string; locale: Locale; grants: Grant[]; memberOf: string[] }
  | { kind: 'system'; job: string }

export type Person = Extract<Actor, { kind: 'person' }>

/** The actor's person id, or null for visitors and jobs. */
export const personIdOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)
