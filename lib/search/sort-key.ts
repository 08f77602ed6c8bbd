import { pinyin } from 'pinyin-pro'

/** The key by which a name sorts (compare with `COLLATE "C"`): pinyin for Han characters, lower case without marks for the rest. */
export function sortKeyOf(name: string): string {
  const spelled = pinyin(name, { toneType: 'num', type: 'array', nonZh: 'consecutive', v: true }).join(' ')
  return spelled.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().slice(0, 200)
}

/** An ASCII slug of a name (pinyin for Han characters), at most 60 characters; empty texts give `x`. */
export function slugOf(name: string): string {
  const spelled = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join('-')
  const slug = spelled
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return slug || 'x'
}
