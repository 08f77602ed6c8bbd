import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { invitations, people } from '@/db/schema/accounts'
import { outboxMessages } from '@/db/schema/notices'
import type { Locale } from '@/db/vocabulary'
import { hashOf } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { limitAttempts } from '../../limits'
import { personIdOf } from '../../policy/actor'
import { authorize, can } from '../../policy/can'
import type { invitationIdSchema } from '../schema'

const DAY_MS = 86_400_000
const MAILED_DAYS = 30

type Draft = Partial<Omit<typeof invitations.$inferInsert, 'id' | 'secretHash' | 'uses'>> & { invitedById: string }

/**
 * Writes an invitation and, where it has an address, mails its link there in `locale`; an invited person without an
 * account gets in by it too. The secret is told once, to the caller; the row keeps its hash. The command that calls
 * authorizes and records.
 */
export async function makeInvitation(ctx: Ctx, draft: Draft, locale: Locale): Promise<{ id: string; secret: string }> {
  const id = newId(ctx.now.getTime())
  const secret = randomBytes(24).toString('base64url')
  await ctx.db.insert(invitations).values({
    expiresAt: new Date(ctx.now.getTime() + MAILED_DAYS * DAY_MS),
    ...draft,
    id,
    secretHash: hashOf(secret),
    createdAt: ctx.now,
  })
  if (draft.email) {
    const [known] = await ctx.db.select({ id: people.id, locale: people.locale }).from(people).where(eq(people.email, draft.email))
    await ctx.db.insert(outboxMessages).values({
      personId: known?.id ?? null,
      toAddress: draft.email,
      locale: known?.locale ?? locale,
      template: 'invitation',
      values: { invitationId: id, secret },
      messageId: `<${id}@hui>`,
      notBefore: ctx.now,
      createdAt: ctx.now,
    })
  }
  return { id, secret }
}

/** Before invitations are mailed: thirty rounds an hour from one person, so that nobody's mailbox is filled in our name. */
export async function limitInvitations(ctx: Ctx): Promise<void> {
  const me = personIdOf(ctx.actor)
  if (me) await limitAttempts(ctx, `invite:${me}`, 30, 3600)
}

/** Closes an invitation that has not been used up. */
export function revokeInvitation(ctx: Ctx, { invitationId }: z.output<typeof invitationIdSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const [offer] = await ctx.db.select().from(invitations).where(eq(invitations.id, invitationId)).for('update')
    if (!offer || !can(ctx.actor, 'invitation:revoke', offer)) throw new AppError('not_found')
    authorize(ctx.actor, 'invitation:revoke', offer)
    await ctx.db.update(invitations).set({ revokedAt: ctx.now, updatedAt: ctx.now }).where(eq(invitations.id, invitationId))
    await record(ctx, 'invitation.revoked', { type: 'invitation', id: invitationId })
    return { id: invitationId }
  })
}
