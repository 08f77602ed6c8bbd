/**
 * Twelve months in the height of a line, the last one strongest. `label` says the series in words ("Nov 12, Dec 8 …");
 * without it the chart is decoration beside figures that say the same.
 */
export function Sparkline({
  values,
  label,
  width = 110,
  height = 24,
}: {
  values: readonly number[]
  label?: string
  width?: number
  height?: number
}) {
  const max = Math.max(1, ...values)
  const step = width / Math.max(1, values.length)
  return (
    <>
      {label && <span className="sr-only">{label}</span>}
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="block max-w-full" aria-hidden="true">
        {values.map((value, i) => {
          const tall = Math.max(value > 0 ? 1.5 : 0, (value / max) * height)
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a value's place is its month
              key={i}
              x={+(i * step + step * 0.1).toFixed(1)}
              y={+(height - tall).toFixed(1)}
              width={+(step * 0.8).toFixed(1)}
              height={+tall.toFixed(1)}
              rx="1.5"
              fill="var(--lake)"
              opacity={i === values.length - 1 ? 1 : 0.5}
            />
          )
        })}
      </svg>
    </>
  )
}
