'use client'

import { useId } from 'react'
import { get, useFormContext } from 'react-hook-form'
import { Field, Input } from '@/components/ui/input'
import { useWords } from './client-texts'

/** A draft that is read again says nothing of what is still empty. */
export type Alts = { zh?: string; en?: string }
type Props = {
  /** The field's path in the form: `photos.0.alts`. */
  name: string
  label: string
  hint: string | null
  alts: Alts
  change: (alts: Alts) => void
}

/** What a picture shows, in words, for who cannot see it; in one language or in both. */
export function PhotoAlts({ name, label, hint, alts, change }: Props) {
  const words = useWords()
  const id = useId()
  const missing = (get(useFormContext().formState.errors, name) as { message?: string } | undefined)?.message
  return (
    <fieldset className="field">
      <legend className="mb-1.5">{label}</legend>
      {hint && <span className="field-hint">{hint}</span>}
      {(['zh', 'en'] as const).map((tongue) => (
        <Field key={tongue} id={`${id}-${tongue}`} label={<span className="small font-normal">{words(tongue)}</span>}>
          <Input
            id={`${id}-${tongue}`}
            lang={tongue === 'zh' ? 'zh-CN' : 'en'}
            maxLength={200}
            value={alts[tongue] ?? ''}
            aria-invalid={missing ? true : undefined}
            aria-describedby={missing ? `${id}-alts` : undefined}
            onChange={(e) => change({ ...alts, [tongue]: e.target.value })}
          />
        </Field>
      ))}
      {missing && (
        <span id={`${id}-alts`} className="field-error">
          {missing}
        </span>
      )}
    </fieldset>
  )
}
