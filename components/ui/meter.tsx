/**
 * Fills with what is taken; osmanthus when at most a fifth is left. Decoration beside words that say the same: where none
 * do, `label` says it to screen readers. `plain` never turns osmanthus (shares, progress).
 */
export function Meter({ value, max, label, plain = false }: { value: number; max: number; label?: string; plain?: boolean }) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    <>
      {label && <span className="sr-only">{label}</span>}
      <span className={!plain && share >= 0.8 ? 'meter meter-scarce' : 'meter'} aria-hidden="true">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </>
  )
}
