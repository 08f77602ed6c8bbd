import { Table, Td, Th } from '@/components/ui/table'

export type Bar = { label: string; value: number; shown?: string; href?: string; provisional?: boolean }

/**
 * Values side by side, as months. `caption` names the chart; the same values stand in a table under `tableLabel`
 * (folded away), so that nothing is only to be seen.
 */
export function Bars({
  bars,
  caption,
  labelHead,
  valueHead,
  tableLabel,
  height = 160,
  hue,
}: {
  bars: readonly Bar[]
  caption: string
  labelHead: string
  valueHead: string
  tableLabel: string
  height?: number
  hue?: number
}) {
  const max = Math.max(1, ...bars.map((b) => b.value))
  const step = 100 / Math.max(1, bars.length)
  const fill = hue === undefined ? 'var(--lake)' : `oklch(58% 0.12 ${hue})`
  return (
    <figure>
      <figcaption className="mb-2 font-semibold">{caption}</figcaption>
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        className="block w-full"
        style={{ height: `${height / 16}rem` }}
        aria-hidden="true"
      >
        {bars.map((bar, i) => {
          const tall = (bar.value / max) * (height - 2)
          return (
            <rect
              key={bar.label}
              x={i * step + step * 0.14}
              y={height - tall}
              width={step * 0.72}
              height={tall}
              fill={fill}
              opacity={bar.provisional ? 0.45 : 0.9}
            >
              <title>{`${bar.label}: ${bar.shown ?? bar.value}`}</title>
            </rect>
          )
        })}
      </svg>
      <div className="small muted mt-1 flex justify-between" aria-hidden="true">
        <span>{bars[0]?.label}</span>
        <span>{bars.at(-1)?.label}</span>
      </div>
      <details className="disclosure">
        <summary>{tableLabel}</summary>
        <Table caption={caption} captionHidden>
          <thead>
            <tr>
              <Th>{labelHead}</Th>
              <Th numeric>{valueHead}</Th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <Th scope="row">{bar.label}</Th>
                <Td numeric>
                  {bar.href ? (
                    <a href={bar.href} className="figure-link">
                      {bar.shown ?? bar.value}
                    </a>
                  ) : (
                    (bar.shown ?? bar.value)
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </figure>
  )
}
