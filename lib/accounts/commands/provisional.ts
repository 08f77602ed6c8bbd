import { createHash, randomInt } from 'node:crypto'
import { people } from '@/db/schema/accounts'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { getNetwork } from '../../network/queries'
import { sortKeyOf } from '../../search/sort-key'

/** Without the letters and figures that are taken for one another when read aloud. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/**
 * Somebody who has no account, by name: a provisional person, and the claim code with which she may take her record
 * over. Only its hash is kept, so it is shown this once. Runs inside the command that registers or admits her.
 */
export async function makeProvisional(ctx: Ctx, displayName: string): Promise<{ personId: string; claimCode: string }> {
  const [locale = 'zh-CN'] = (await getNetwork(ctx)).languages
  const claimCode = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  const claimCodeHash = createHash('sha256').update(claimCode).digest('hex')
  const [made] = await ctx.db
    .insert(people)
    .values({ displayName, sortKey: sortKeyOf(displayName), locale, status: 'provisional', claimCodeHash, createdAt: ctx.now })
    .returning({ id: people.id })
  if (!made) throw new AppError('internal')
  return { personId: made.id, claimCode }
}
