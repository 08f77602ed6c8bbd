'use client'

import { toNestErrors } from '@hookform/resolvers'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { type DefaultValues, type FieldValues, FormProvider, type Resolver, useForm } from 'react-hook-form'
import { z } from 'zod'
import { Notice } from '@/components/ui/notice'
import type { Result } from '@/lib/action'
import { fieldErrorsOf } from '@/lib/parse'
import { useAddressLocale } from './client-texts'
import { codeText, fieldTexts, loadErrorTexts } from './error-texts'

// zod otherwise compiles with `new Function`, which the content security policy reports.
z.config({ jitless: true })

/** An empty input is an absent value: '' becomes undefined, in nested objects and lists too. */
export function withoutEmpty(value: unknown): unknown {
  if (value === '') return undefined
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutEmpty(inner)]))
  return value
}

type Outcome = { tone: 'ok' | 'stop'; text: string } | null

/**
 * The one bridge from a form to a command: the same schema checks here and in the action; a refusal's fields go to their
 * inputs, its code to a notice; what was typed stays. Refreshes the page's data after success unless `refresh` is false.
 */
export function Form<S extends z.ZodType<unknown, FieldValues>, T>({
  schema,
  action,
  defaultValues,
  onDone,
  successMessage,
  refresh = true,
  className = 'flex flex-col gap-5',
  label,
  fallback,
  children,
}: {
  schema: S
  action: (input: z.input<S>) => Promise<Result<T>>
  defaultValues?: DefaultValues<z.input<S>>
  onDone?: (value: T) => void
  successMessage?: string
  refresh?: boolean
  className?: string
  label?: string
  /** Takes the form's fields where there is no JavaScript. */
  fallback?: (form: FormData) => void
  children: ReactNode
}) {
  const locale = useAddressLocale()
  const router = useRouter()
  const [outcome, setOutcome] = useState<Outcome>(null)

  const resolver: Resolver<z.input<S>> = async (values, _context, options) => {
    const cleaned = withoutEmpty(values)
    const parsed = schema.safeParse(cleaned)
    if (parsed.success) return { values: cleaned as z.input<S>, errors: {} }
    const texts = fieldTexts(await loadErrorTexts(locale), fieldErrorsOf(parsed.error))
    const errors = Object.fromEntries(Object.entries(texts).map(([path, message]) => [path, { type: 'refused', message }]))
    return { values: {}, errors: toNestErrors<z.input<S>>(errors, options as never) as never }
  }
  const form = useForm<z.input<S>>({ resolver, defaultValues, reValidateMode: 'onChange' })

  const submit = form.handleSubmit(
    async (input) => {
      setOutcome(null)
      const result = await action(input).catch((): Result<T> => ({ ok: false, code: 'unavailable' }))
      if (result.ok) {
        if (successMessage) setOutcome({ tone: 'ok', text: successMessage })
        form.reset(form.getValues(), { keepValues: true })
        onDone?.(result.value)
        if (refresh) router.refresh()
        return
      }
      const texts = await loadErrorTexts(locale)
      for (const [path, message] of Object.entries(fieldTexts(texts, result.fields ?? {})))
        form.setError(path as never, { type: 'refused', message }, { shouldFocus: true })
      setOutcome({ tone: 'stop', text: codeText(texts, result.code, result.values) })
    },
    async () => setOutcome({ tone: 'stop', text: codeText(await loadErrorTexts(locale), 'invalid_input') }),
  )

  return (
    <FormProvider {...form}>
      <form onSubmit={submit} action={fallback} className={className} aria-label={label} noValidate>
        {children}
        {outcome && <Notice tone={outcome.tone}>{outcome.text}</Notice>}
      </form>
    </FormProvider>
  )
}
