import { cache } from 'react'
import { getDb } from '@/db/client'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import type { Actor } from '../policy/actor'
import { readSessionActor } from './session'

export const publicVisitor = (): Actor => ({ kind: 'visitor' })
export const systemActor = (job: string): Actor => ({ kind: 'system', job })

/** The ctx of this request: whose session it is, or a visitor; read once per request. */
export const currentCtx = cache(async (): Promise<Ctx> => {
  const db = await getDb()
  const now = new Date()
  return { db, now, actor: (await readSessionActor(db, now)) ?? publicVisitor() }
})

/** As `currentCtx`, for what needs a person: throws `sign_in_required` for a visitor. */
export async function requireActor(): Promise<Ctx> {
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') throw new AppError('sign_in_required')
  return ctx
}

/** The ctx of public JSON and feeds: reads no session. */
export async function visitorCtx(): Promise<Ctx> {
  return { db: await getDb(), actor: publicVisitor(), now: new Date() }
}

/** The ctx of a job or a script. */
export async function systemCtx(job: string): Promise<Ctx> {
  return { db: await getDb(), actor: systemActor(job), now: new Date() }
}
