/** Sign-up chains (接龙) as people paste them from WeChat. */

export type ChainEntry = { line: number; name: string; companions: number; note: string }

const figures: Record<string, number> = { 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }
const MAX_COMPANIONS = 10
/** Of a line that is longer than any name with its note, the rest is not looked at. */
const LONGEST_LINE = 200
const NUMBERED = /^\s*(?:\(?\d{1,3}\)?\s*[.、．:：)）]|\d{1,3}\s+|[①-⑳]|[-•*]\s)\s*(.+)$/u
const GIVEN_UP = /取消|不来|不去|来不了|去不了|请假|退出|can(?:'|no)?t come|cancel/i

/**
 * The people of a chain, in order, each once: the lines that begin with a number. What stands in brackets or after the
 * name is a note; it tells the companions (`+1`, `2人`, `带孩子`). Who writes that she does not come is left out.
 */
export function readChain(text: string): ChainEntry[] {
  const entries: ChainEntry[] = []
  const seen = new Set<string>()
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw
      .normalize('NFKC')
      .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
      // Runs of blanks would be tried in every way to cut them.
      .replace(/\s+/g, ' ')
      .slice(0, LONGEST_LINE)
    const found = NUMBERED.exec(line)
    if (!found || GIVEN_UP.test(line)) continue
    const entry = readEntry(found[1] ?? '')
    if (!entry || seen.has(entry.name.toLowerCase())) continue
    seen.add(entry.name.toLowerCase())
    entries.push({ line: i + 1, ...entry })
  }
  return entries
}

function readEntry(said: string): Omit<ChainEntry, 'line'> | null {
  const text = said.replaceAll('@', '').trim()
  const [, plain = '', rest = ''] = /^([^(（[【+,，;；:：/|、-]*)(.*)$/su.exec(text) ?? []
  const counted = /^(.*?)[\s]*(?:共|一共|报)?\s*([\d一二两三四五六七八九十]{1,2})\s*(?:人|位|个人|persons?|people)$/u.exec(plain.trim())
  const brought = /^(.*?)\s+?(带.+|和.+|携.+|及.+)$/u.exec(plain.trim()) ?? /^(\p{Script=Han}{2,4})(带.+|携.+)$/u.exec(plain.trim())
  const name = (counted?.[1] || brought?.[1] || plain).trim()
  if (!/\p{L}/u.test(name) || [...name].length > 60) return null
  const note = [counted && plain.trim().slice(name.length), brought?.[2], rest]
    .map((part) => (part || '').replace(/^[\s(（[【,，;；:：/|、-]+|[\s)）\]】]+$/gu, ''))
    .filter(Boolean)
    .join(' ')
  return { name, companions: Math.min(MAX_COMPANIONS, companionsOf(note)), note }
}

function companionsOf(note: string): number {
  const number = (text: string | undefined) => (text ? (figures[text] ?? (Number.parseInt(text, 10) || 0)) : 0)
  const plus = /\+\s*([\d一二两三四五六七八九十]{1,2})/u.exec(note)
  if (plus) return number(plus[1])
  const all = /(?:共|一共|^)\s*([\d一二两三四五六七八九十]{1,2})\s*(?:人|位|persons?|people)/u.exec(note)
  if (all) return Math.max(0, number(all[1]) - 1)
  const some = /(?:带|携|with)\s*([\d一二两俩三四五六七八九十]{1,2})/iu.exec(note)
  if (some) return number(some[1])
  return /带|携|家属|孩子|小孩|爱人|老公|老婆|朋友|夫妻|\+|with |child|partner|friend/iu.test(note) ? 1 : 0
}
