'use client'

import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFormContext } from 'react-hook-form'
import { SubmitButton } from '@/components/form/fields'
import { Button } from '@/components/ui/button'

export type Step = { key: string; fields: string[]; body: ReactNode }

/** Which step stands open is in the address; all stay mounted, so that nothing typed is lost and the form sends them together. */
export function Steps({ steps, beside, submit }: { steps: Step[]; beside: ReactNode; submit: string }) {
  const t = useTranslations('registrations.form')
  const asked = Number(useSearchParams().get('step') ?? 1)
  const current = asked >= 1 && asked <= steps.length ? asked : 1
  const { formState } = useFormContext()
  const head = useRef<HTMLHeadingElement>(null)
  const go = (step: number) => {
    window.history.pushState(null, '', `?step=${step}`)
    requestAnimationFrame(() => head.current?.focus())
  }

  // What is missing stands in the first step that misses something.
  const { submitCount, errors } = formState
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each try
  useEffect(() => {
    const wrong = steps.findIndex((step) => step.fields.some((field) => field in errors))
    if (submitCount > 0 && wrong >= 0) window.history.replaceState(null, '', `?step=${wrong + 1}`)
  }, [submitCount, Object.keys(errors).length])

  return (
    <div className="grid items-start gap-8 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <nav aria-label={t('steps')} className="lg:sticky lg:top-24">
        <ol className="flex flex-wrap gap-x-4 gap-y-1 lg:flex-col">
          {steps.map((step, i) => (
            <li key={step.key}>
              <button
                type="button"
                className={`flex min-h-9 items-center gap-2 text-left ${i + 1 === current ? 'font-semibold text-lake' : 'text-ink-2'}`}
                aria-current={i + 1 === current ? 'step' : undefined}
                onClick={() => go(i + 1)}
              >
                <span className="font-serif text-lg" aria-hidden="true">
                  {i + 1}
                </span>
                {t(`step.${step.key}`)}
              </button>
            </li>
          ))}
        </ol>
        <div className="mt-3">{beside}</div>
      </nav>
      <div className="flex min-w-0 flex-col gap-6">
        {steps.map((step, i) => (
          <section key={step.key} hidden={i + 1 !== current} className={i + 1 === current ? 'flex flex-col gap-6' : undefined}>
            <h2 ref={i + 1 === current ? head : undefined} tabIndex={-1} className="outline-none">
              {t(`step.${step.key}`)}
            </h2>
            {step.body}
          </section>
        ))}
        <div className="flex flex-wrap gap-3 border-t border-line pt-5">
          {current > 1 && <Button onClick={() => go(current - 1)}>{t('back')}</Button>}
          {current < steps.length ? (
            <Button variant="primary" onClick={() => go(current + 1)}>
              {t('next')}
            </Button>
          ) : (
            <SubmitButton size="l">{submit}</SubmitButton>
          )}
        </div>
      </div>
    </div>
  )
}
