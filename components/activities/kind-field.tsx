'use client'

import { useFormContext } from 'react-hook-form'
import { KindChip } from '@/components/network/kind-chip'
import type { Locale, LocalText } from '@/db/vocabulary'

/** The kinds as cards in their hues, one to choose. */
export function KindField({
  kinds,
  label,
  locale,
}: {
  kinds: { code: string; names: LocalText; hue: number }[]
  label: string
  locale: Locale
}) {
  const { register, formState } = useFormContext()
  const error = formState.errors.kindCode?.message as string | undefined
  return (
    <fieldset className="field">
      <legend className="mb-1.5">{label}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,9.75rem),1fr))] gap-2">
        {kinds.map((kind) => (
          <label key={kind.code} className="radio-card items-center">
            <input type="radio" value={kind.code} {...register('kindCode')} style={{ marginTop: 0 }} />
            <KindChip kind={kind} locale={locale} />
          </label>
        ))}
      </div>
      {error && <span className="field-error">{error}</span>}
    </fieldset>
  )
}
