import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { people } from '@/db/schema/accounts'
import { fieldHash, sealField } from '../../auth/secret'
import { hashOf } from '../../auth/session'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { sortKeyOf } from '../../search/sort-key'
import { e164Of } from '../rules'

/** Without the letters and figures that are taken for one another when read aloud. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/**
 * Somebody who has no account, by name and perhaps a phone (E.164): a provisional person, and the claim code with which
 * she may take her record over. Only its hash is kept, so it is shown this once. Runs inside the command that registers
 * or admits her. A number that somebody else has is kept without its fingerprint.
 */
export async function makeProvisional(
  ctx: Ctx,
  displayName: string,
  phone: string | null = null,
): Promise<{ personId: string; claimCode: string }> {
  const [locale = 'zh-CN'] = (await getNetwork(ctx)).languages
  const { claimCode, claimCodeHash } = newClaimCode()
  const insert = (phoneHash: string | null) =>
    ctx.db
      .insert(people)
      .values({
        displayName,
        sortKey: sortKeyOf(displayName),
        locale,
        status: 'provisional',
        claimCodeHash,
        phoneEncrypted: phone && sealField(phone),
        phoneHash,
        createdAt: ctx.now,
      })
      .onConflictDoNothing({ target: people.phoneHash })
      .returning({ id: people.id })
  const [first] = await insert(phone && fieldHash(phone))
  const made = first ?? (await insert(null))[0]
  if (!made) throw new AppError('internal')
  return { personId: made.id, claimCode }
}

/** A new claim code in the place of one that was lost. Runs inside the command of an officer who knows the person. */
export async function renewClaimCode(ctx: Ctx, personId: string): Promise<string> {
  const { claimCode, claimCodeHash } = newClaimCode()
  const [renewed] = await ctx.db.update(people).set({ claimCodeHash }).where(eq(people.id, personId)).returning({ status: people.status })
  if (renewed?.status !== 'provisional') throw new AppError('not_found')
  return claimCode
}

function newClaimCode(): { claimCode: string; claimCodeHash: string } {
  const claimCode = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return { claimCode, claimCodeHash: hashOf(claimCode) }
}

/** A phone as somebody wrote it into a form, as E.164; refused on its field when it cannot be one, null when there is none. */
export async function readPhone(ctx: Ctx, typed: string | undefined): Promise<string | null> {
  if (!typed) return null
  const phone = e164Of(typed, (await getNetwork(ctx)).zone)
  if (!phone) throw new AppError('invalid_input', { phone: 'phone' })
  return phone
}
