import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import { type PersonalColumn, personalColumns } from '@/db/privacy'
import { people, signInRequests } from '@/db/schema/accounts'
import { hashOf } from '../auth/session'
import type { Ctx } from '../ctx'
import { getReference } from '../network/queries'
import { arePersonasOpen } from './rules'
import { type Persona, personas } from './schema'

/** The personas to offer on the sign-in page: none outside a demo, or when the request did not come from this machine. */
export async function listPersonas(ctx: Ctx, loopback: boolean): Promise<Persona[]> {
  const { network } = await getReference(ctx)
  if (!arePersonasOpen(network, loopback, process.env.DEMO_PUBLIC === '1')) return []
  const emails = personas.map((persona) => persona.email)
  const found = await ctx.db
    .select({ email: people.email })
    .from(people)
    .where(and(inArray(people.email, emails), eq(people.status, 'active')))
  return personas.filter((persona) => found.some((person) => person.email === persona.email))
}

/** The mailbox for which a link was sent, while the link is open; reading it uses nothing up. */
export async function getLinkedEmail(ctx: Ctx, requestId: string | undefined, secret: string | undefined): Promise<string | null> {
  if (!requestId || !secret) return null
  const [request] = await ctx.db
    .select({ email: signInRequests.email })
    .from(signInRequests)
    .where(
      and(
        eq(signInRequests.id, requestId),
        eq(signInRequests.linkHash, hashOf(secret)),
        isNull(signInRequests.usedAt),
        gt(signInRequests.expiresAt, ctx.now),
      ),
    )
  return request?.email ?? null
}

/** The mailbox to which a request's mail went, while the request is open; its id is known to the browser that asked. */
export async function getRequestedEmail(ctx: Ctx, requestId: string | undefined): Promise<string | null> {
  if (!requestId) return null
  const [request] = await ctx.db
    .select({ email: signInRequests.email })
    .from(signInRequests)
    .where(and(eq(signInRequests.id, requestId), isNull(signInRequests.usedAt), gt(signInRequests.expiresAt, ctx.now)))
  return request?.email ?? null
}

/** The public register of personal details; `key` names the column (`people_email`). */
export const listPersonalColumns = (): (PersonalColumn & { key: string })[] =>
  Object.entries(personalColumns).map(([column, entry]) => ({ key: column.replace('.', '_'), ...entry }))
