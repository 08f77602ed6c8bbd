export type Part = { key: string; label: string; value: number; shown: string; href?: string }

const fills = [
  'var(--lake)',
  'color-mix(in oklab, var(--lake) 55%, var(--card))',
  'var(--osm)',
  'color-mix(in oklab, var(--seal) 70%, var(--card))',
  'var(--line-2)',
]

/** The parts of a whole in one bar, and the same as a list of words and figures under it. */
export function StackedBar({ parts, label }: { parts: readonly Part[]; label: string }) {
  const shown = parts.filter((p) => p.value > 0)
  return (
    <div>
      <div className="flex h-3.5 overflow-hidden rounded-full bg-wash" aria-hidden="true">
        {shown.map((p) => (
          <i key={p.key} style={{ flex: p.value, background: fills[parts.indexOf(p) % fills.length] }} />
        ))}
      </div>
      <ul className="small mt-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-2" aria-label={label}>
        {parts.map((p, i) => (
          <li key={p.key} className="flex items-center gap-1.5">
            <i
              className="h-2.5 w-2.5 flex-none rounded-sm border border-line-2"
              style={{ background: fills[i % fills.length] }}
              aria-hidden="true"
            />
            {p.label}{' '}
            {p.href ? (
              <a href={p.href} className="figure-link">
                {p.shown}
              </a>
            ) : (
              <b className="font-semibold">{p.shown}</b>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
