import type { Ctx } from '@/lib/ctx'
import type { Grant, Person } from '@/lib/policy/actor'
import type { Db } from '../client'

/** The actor of a person in a test: with these grants, a member of these groups. */
export const asPerson = (person: { id: string; displayName?: string }, grants: Grant[] = [], memberOf: string[] = []): Person => ({
  kind: 'person',
  personId: person.id,
  displayName: person.displayName ?? '',
  locale: 'zh-CN',
  grants,
  memberOf,
})

export const groupGrant = (role: Grant['role'], groupId: string): Grant => ({ role, scopeType: 'group', scopeId: groupId })
export const networkGrant = (role: Grant['role']): Grant => ({ role, scopeType: 'network', scopeId: null })

export const ctxOf = (db: Db, actor: Ctx['actor'], now = new Date('2026-11-01T02:00:00Z')): Ctx => ({ db, actor, now })
