const HUES = 8
const PATTERNS = 6

/** FNV-1a: the same id always makes the same stamp. */
function hash(id: string): number {
  let h = 2166136261
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 16777619)
  return h >>> 0
}

/**
 * A group's stamp: one or two characters of its name on a plain field, framed by a two-tone pattern from its id. One
 * character under 32 px. The group's name stands beside it, so it is hidden from screen readers.
 */
export function Seal({ text, id, size = 30 }: { text: string; id: string; size?: 22 | 30 | 44 | 72 }) {
  const h = hash(id)
  const shown = Array.from(text.trim()).slice(0, size < 32 ? 1 : 2)
  return (
    <span className={`seal seal-${size} seal-${shown.length} seal-h${h % HUES} seal-p${(h >>> 8) % PATTERNS}`} aria-hidden="true">
      {shown.join('')}
    </span>
  )
}
