import { and, eq, inArray, isNull } from 'drizzle-orm'
import { people } from '@/db/schema/accounts'
import { fieldHash, sealField } from '../../../auth/secret'
import type { Ctx } from '../../../ctx'
import type { MemberDraft } from '../../rules/drafts'

type Phone = { phoneEncrypted: string; phoneHash: string | null }
type Of = { draft: MemberDraft; person: { id: string } }

/** A phone is shared by a family: it means a person only together with her name. */
export const phoneKey = ({ phone, name }: MemberDraft): string | null => (phone ? `${fieldHash(phone)}|${name}` : null)

/** People without an account whom an officer registered by name and phone, by `phoneKey`. */
export async function readByPhone(ctx: Ctx, drafts: MemberDraft[]): Promise<Map<string, string>> {
  const hashes = drafts.flatMap(({ phone }) => (phone ? [fieldHash(phone)] : []))
  if (hashes.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: people.id, name: people.displayName, hash: people.phoneHash })
    .from(people)
    .where(and(inArray(people.phoneHash, hashes), eq(people.status, 'provisional')))
  return new Map(rows.map(({ id, name, hash }) => [`${hash}|${name}`, id]))
}

/** The sealed phones by person; a number that somebody else has, here or in a row above, is kept without its fingerprint. */
export async function phonesFor(ctx: Ctx, rows: Of[]): Promise<Map<string, Phone>> {
  const given = rows.flatMap(({ draft, person }) =>
    draft.phone ? [{ id: person.id, phone: draft.phone, hash: fieldHash(draft.phone) }] : [],
  )
  if (given.length === 0) return new Map()
  const hashes = given.map(({ hash }) => hash)
  const held = await ctx.db.select({ id: people.id, hash: people.phoneHash }).from(people).where(inArray(people.phoneHash, hashes))
  const holders = new Map(held.map(({ id, hash }) => [hash, id]))
  return new Map(
    given.map(({ id, phone, hash }) => {
      const holder = holders.get(hash) ?? id
      holders.set(hash, holder)
      return [id, { phoneEncrypted: sealField(phone), phoneHash: holder === id ? hash : null }]
    }),
  )
}

/** Another number for who has not signed in yet; whoever has writes her own. */
export async function changePhones(ctx: Ctx, rows: Of[]): Promise<void> {
  const phones = await phonesFor(ctx, rows)
  if (phones.size === 0) return
  const known = await ctx.db
    .select({ id: people.id, hash: people.phoneHash })
    .from(people)
    .where(and(inArray(people.id, [...phones.keys()]), eq(people.status, 'provisional'), isNull(people.emailVerifiedAt)))
  for (const { id, hash } of known) {
    const phone = phones.get(id)
    if (phone?.phoneHash && phone.phoneHash !== hash) await ctx.db.update(people).set(phone).where(eq(people.id, id))
  }
}
