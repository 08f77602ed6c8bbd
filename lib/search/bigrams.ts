import { type SQL, sql } from 'drizzle-orm'

/**
 * The terms by which a text is found: words of Latin script (lower case, without marks) and the overlapping pairs of
 * Han characters; a single character stands alone too, so that one character finds.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()
  for (const run of plain.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []) {
    if (!/^\p{Script=Han}/u.test(run)) {
      for (const part of run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) terms.push(part)
      continue
    }
    const chars = [...run]
    terms.push(...chars)
    for (let i = 0; i + 1 < chars.length; i++) terms.push(`${chars[i]}${chars[i + 1]}`)
  }
  return terms
}

/** The stored search vector of some texts. */
export const searchVector = (...texts: (string | null | undefined)[]): SQL<string> =>
  sql`to_tsvector('simple', ${termsOf(texts.filter(Boolean).join(' ')).join(' ')})`

/** The query for what a person typed: every word as a prefix, every pair of characters; null when nothing is left of it. */
export function searchQuery(typed: string): SQL | null {
  const terms = termsOf(typed.slice(0, 200)).filter((t, _, all) => [...t].length > 1 || !all.some((o) => o.length > 1 && o.includes(t)))
  if (terms.length === 0) return null
  return sql`to_tsquery('simple', ${terms.map((t) => `'${t.replaceAll("'", "''")}':*`).join(' & ')})`
}
