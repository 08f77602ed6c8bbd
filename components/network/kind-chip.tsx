import type { CSSProperties } from 'react'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'

/** An activity's kind in its one hue. */
export function KindChip({ kind, locale }: { kind: { names: LocalText; hue: number }; locale: Locale }) {
  return (
    <span className="chip chip-kind" style={{ '--h': kind.hue } as CSSProperties}>
      <Text value={kind.names} locale={locale} />
    </span>
  )
}
