import { randomInt } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { people, sessions } from '@/db/schema/accounts'
import { outboxMessages } from '@/db/schema/notices'
import { openField, sealField } from '../../auth/secret'
import { hashOf } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { countAttempt, limitAttempts } from '../../limits'
import { notify } from '../../notices/notify'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { CODE_MINUTES, CODE_TRIES } from '../rules'

/** What the browser keeps, sealed, until the code is typed; nothing of it is stored. `from` makes it good for one change. */
type Ticket = { id: string; personId: string; from: string | null; to: string; codeHash: string; expiresAt: number }

/**
 * Mails a six-digit code to the address that one wants to use. An address that has an account answers the same, but its
 * owner is told instead. Five an hour.
 */
export async function requestEmailChange(ctx: Ctx, { email }: { email: string }): Promise<{ ticket: string }> {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  await limitAttempts(ctx, `email-change:${personId}`, 5, 3600)
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'person:edit', { id: personId })
    const [me] = await ctx.db.select({ email: people.email, locale: people.locale }).from(people).where(eq(people.id, personId))
    if (!me) throw new AppError('not_found')
    if (me.email === email) throw new AppError('invalid_input', { email: 'same_email' })
    const [owner] = await ctx.db.select({ id: people.id, locale: people.locale }).from(people).where(eq(people.email, email))
    const id = newId(ctx.now.getTime())
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await ctx.db.insert(outboxMessages).values({
      personId: owner?.id ?? personId,
      toAddress: email,
      locale: owner?.locale ?? me.locale,
      template: owner ? 'email_taken' : 'email_code',
      values: owner ? {} : { code },
      messageId: `<${id}@hui>`,
      notBefore: ctx.now,
      createdAt: ctx.now,
    })
    await record(ctx, 'person.email_change_asked', { type: 'person', id: personId })
    const expiresAt = ctx.now.getTime() + CODE_MINUTES * 60_000
    const ticket: Ticket = { id, personId, from: me.email, to: email, codeHash: hashOf(`${id}:${code}`), expiresAt }
    return { ticket: sealField(JSON.stringify(ticket)) }
  })
}

/**
 * Replaces the address once the code from the new one is typed; five tries. The old address is told, and every session but
 * the one whose hash is `keep` ends.
 */
export async function confirmEmailChange(ctx: Ctx, input: { ticket: string; code: string; keep: string | null }): Promise<void> {
  if (!personIdOf(ctx.actor)) throw new AppError('sign_in_required')
  const ticket = JSON.parse(openField(input.ticket) ?? 'null') as Ticket | null
  if (!ticket || ticket.personId !== personIdOf(ctx.actor) || ticket.expiresAt <= ctx.now.getTime()) throw new AppError('code_expired')
  const { personId, to } = ticket
  if ((await countAttempt(ctx, `email-code:${ticket.id}`, CODE_MINUTES * 60)) > CODE_TRIES) throw new AppError('code_spent')
  if (ticket.codeHash !== hashOf(`${ticket.id}:${input.code}`)) throw new AppError('code_wrong')
  await inTransaction(ctx, async (ctx) => {
    const [me] = await ctx.db.select({ email: people.email }).from(people).where(eq(people.id, personId)).for('update')
    authorize(ctx.actor, 'person:edit', { id: personId })
    if (!me || me.email !== ticket.from) throw new AppError('code_expired')
    const taken = await ctx.db.select({ id: people.id }).from(people).where(eq(people.email, to))
    if (taken.length > 0) throw new AppError('code_expired')
    await notify(ctx, { to: [personId], kind: 'email_changed', about: { type: 'person', id: personId }, notBefore: ctx.now })
    await ctx.db.update(people).set({ email: to, emailVerifiedAt: ctx.now }).where(eq(people.id, personId))
    await ctx.db.delete(sessions).where(and(eq(sessions.userId, personId), input.keep ? ne(sessions.sessionToken, input.keep) : undefined))
    await record(ctx, 'person.email_changed', { type: 'person', id: personId })
  })
}
