import { createHash } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import { cookies } from 'next/headers'
import type { Db } from '@/db/client'
import { people, sessions } from '@/db/schema/accounts'
import type { Actor, Grant } from '../policy/actor'

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** next-auth's session cookie; `__Secure-` where Hui is reached over https. */
export const sessionCookieName = (): string =>
  process.env.NEXTAUTH_URL?.startsWith('https://') ? '__Secure-next-auth.session-token' : 'next-auth.session-token'

/** The person whose session cookie this request carries, with the grants and memberships that hold now; one query. */
export async function readSessionActor(db: Db, now: Date): Promise<Actor | null> {
  const token = (await cookies()).get(sessionCookieName())?.value
  return token ? actorOfToken(db, token, now) : null
}

/** The hash of the session that this request carries, as it is stored; null without one. */
export async function currentSessionHash(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value
  return token ? hashOf(token) : null
}

const actorColumns = (at: string) => ({
  personId: people.id,
  displayName: people.displayName,
  locale: people.locale,
  grants: sql<
    Grant[]
  >`(select coalesce(json_agg(json_build_object('role', g.role, 'scopeType', g.scope_type, 'scopeId', g.scope_id)), '[]') from grants g where g.person_id = ${people.id} and g.starts_at <= ${at}::timestamptz and (g.ends_at is null or g.ends_at > ${at}::timestamptz))`,
  memberOf: sql<
    string[]
  >`(select coalesce(json_agg(m.group_id), '[]') from memberships m where m.person_id = ${people.id} and m.status = 'active')`,
})

export async function actorOfToken(db: Db, token: string, now: Date): Promise<Actor | null> {
  const [row] = await db
    .select(actorColumns(now.toISOString()))
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.userId))
    .where(and(eq(sessions.sessionToken, hashOf(token)), gt(sessions.expires, now), eq(people.status, 'active')))
  return row ? { kind: 'person', ...row } : null
}

/** Who asked for work that a job does later, with what that person may do now; null when she is no longer here. */
export async function actorOfPerson(db: Db, personId: string, now: Date): Promise<Actor | null> {
  const [row] = await db
    .select(actorColumns(now.toISOString()))
    .from(people)
    // One table alone would leave its columns unqualified inside the subqueries.
    .innerJoin(sql`(select 1) as one`, sql`true`)
    .where(and(eq(people.id, personId), eq(people.status, 'active')))
  return row ? { kind: 'person', ...row } : null
}
