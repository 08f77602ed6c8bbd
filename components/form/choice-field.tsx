'use client'

import { type ReactNode, useId, useState } from 'react'
import { get, useFormContext } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field, Input } from '@/components/ui/input'
import type { Result } from '@/lib/action'
import { useChoices } from './use-choices'

export type Choice = { id: string; label: string; note?: string }

/** One of many, found by typing: the form holds its id. `words` name the ways to change it and to say that nothing was found. */
export function ChoiceField({
  name,
  label,
  hint,
  find,
  chosen: initial,
  words,
  onChoose,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  find: (input: { q: string }) => Promise<Result<Choice[]>>
  chosen?: Choice | null
  words: { change: string; none: string }
  onChoose?: (choice: Choice | null) => void
}) {
  const id = useId()
  const { setValue, watch, formState } = useFormContext()
  const [chosen, setChosen] = useState<Choice | null>(initial ?? null)
  const { found, search, clear } = useChoices(find)
  const error = (get(formState.errors, name) as { message?: string } | undefined)?.message
  const choose = (next: Choice | null) => {
    setChosen(next)
    setValue(name, next?.id, { shouldDirty: true, shouldValidate: Boolean(error) })
    onChoose?.(next)
    clear()
  }
  if (chosen && watch(name) === chosen.id)
    return (
      <div className="field">
        <span className="font-semibold">{label}</span>
        <p className="card flex items-center gap-3 px-4 py-2">
          <span className="min-w-0 flex-1">{chosen.label}</span>
          <Button size="s" onClick={() => choose(null)}>
            {words.change}
          </Button>
        </p>
      </div>
    )
  return (
    <div>
      <Field id={id} label={label} hint={hint} error={error}>
        <Input
          id={id}
          type="search"
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          onChange={(e) => search(e.target.value)}
        />
      </Field>
      <ul className="mt-2 flex flex-col" aria-live="polite">
        {found?.map((option) => (
          <li key={option.id}>
            <button type="button" className="menu-item w-full" onClick={() => choose(option)}>
              <span className="font-semibold">{option.label}</span>
              {option.note && <span className="small muted">{option.note}</span>}
            </button>
          </li>
        ))}
        {found?.length === 0 && <li className="small muted">{words.none}</li>}
      </ul>
    </div>
  )
}
