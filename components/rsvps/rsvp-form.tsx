'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState, useTransition } from 'react'
import { useAddressLocale } from '@/components/form/client-texts'
import { codeText, fieldTexts, loadErrorTexts } from '@/components/form/error-texts'
import { Button } from '@/components/ui/button'
import { Field, Input, Select } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { Result } from '@/lib/action'

type Command = (input: {
  activityId: string
  companions: number
  companionNames: string[]
  answers: Record<string, string>
  representsId?: string | null
}) => Promise<Result<unknown>>

export type RsvpFormWords = Record<
  'submit' | 'companions' | 'none' | 'companionName' | 'represents' | 'representsNone' | 'choose' | 'required' | 'pending',
  string
>

/** Companions, questions and whom one represents: only what this activity asks. Plain inputs, so that a public page stays light. */
export function RsvpForm({
  action,
  activityId,
  companionsAllowed,
  questions,
  represents,
  words,
}: {
  action: Command
  activityId: string
  companionsAllowed: number
  questions: { id: string; label: string; required: boolean; type: 'text' | 'choice'; choices?: string[] }[]
  represents: { id: string; name: string }[]
  words: RsvpFormWords
}) {
  const id = useId()
  const locale = useAddressLocale()
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [companions, setCompanions] = useState(0)
  const [refusal, setRefusal] = useState<string>()
  const [fields, setFields] = useState<Record<string, string>>({})

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const said = (name: string) => String(data.get(name) ?? '').trim()
    startTransition(async () => {
      setRefusal(undefined)
      setFields({})
      const result = await action({
        activityId,
        companions,
        companionNames: Array.from({ length: companions }, (_, i) => said(`companion.${i}`)).filter(Boolean),
        answers: Object.fromEntries(questions.map((q) => [q.id, said(`answers.${q.id}`)])),
        ...(represents.length > 0 ? { representsId: said('representsId') || null } : {}),
      }).catch((): Result<unknown> => ({ ok: false, code: 'unavailable' }))
      if (result.ok) return router.refresh()
      const texts = await loadErrorTexts(locale)
      setRefusal(codeText(texts, result.code, result.values))
      setFields(fieldTexts(texts, result.fields ?? {}))
    })
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {companionsAllowed > 0 && (
        <Field id={`${id}-companions`} label={words.companions}>
          <Select
            id={`${id}-companions`}
            value={String(companions)}
            onChange={(event) => setCompanions(Number(event.target.value))}
            options={Array.from({ length: companionsAllowed + 1 }, (_, n) => ({ value: String(n), label: n ? String(n) : words.none }))}
          />
        </Field>
      )}
      {Array.from({ length: companions }, (_, i) => `companion.${i}`).map((name, i) => (
        <Field key={name} id={`${id}-${name}`} label={words.companionName.replace('{n}', String(i + 1))}>
          <Input id={`${id}-${name}`} name={name} maxLength={60} autoComplete="off" />
        </Field>
      ))}
      {questions.map((q) => {
        const name = `answers.${q.id}`
        const label = q.required ? `${q.label} (${words.required})` : q.label
        return (
          <Field key={q.id} id={`${id}-${name}`} label={label} error={fields[name]}>
            {q.type === 'choice' ? (
              <Select
                id={`${id}-${name}`}
                name={name}
                required={q.required}
                options={[{ value: '', label: words.choose }, ...(q.choices ?? []).map((c) => ({ value: c, label: c }))]}
              />
            ) : (
              <Input id={`${id}-${name}`} name={name} required={q.required} maxLength={1000} />
            )}
          </Field>
        )
      })}
      {represents.length > 0 && (
        <Field id={`${id}-represents`} label={words.represents} error={fields.representsId}>
          <Select
            id={`${id}-represents`}
            name="representsId"
            options={[{ value: '', label: words.representsNone }, ...represents.map((g) => ({ value: g.id, label: g.name }))]}
          />
        </Field>
      )}
      {refusal && <Notice tone="stop">{refusal}</Notice>}
      <Button type="submit" variant="primary" size="l" disabled={pending} aria-busy={pending || undefined}>
        {pending ? words.pending : words.submit}
      </Button>
    </form>
  )
}
