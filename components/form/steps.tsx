'use client'

import { useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFormContext } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { SubmitButton } from './fields'

export type Step = { key: string; title: string; fields: string[]; body: ReactNode }
export type StepWords = { steps: string; back: string; next: string; submit: string }

/**
 * A long form in short steps. Which one stands open is in the address; all stay mounted, so that nothing typed is lost
 * and the form sends them together. Without JavaScript they stand below one another.
 */
export function Steps({ steps, beside, words }: { steps: Step[]; beside?: ReactNode; words: StepWords }) {
  const asked = Number(useSearchParams().get('step') ?? 1)
  const current = asked >= 1 && asked <= steps.length ? asked : 1
  const { formState } = useFormContext()
  const head = useRef<HTMLHeadingElement>(null)
  const go = (step: number) => {
    window.history.pushState(null, '', `?step=${step}`)
    window.scrollTo({ top: 0 })
    requestAnimationFrame(() => head.current?.focus({ preventScroll: true }))
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
      <nav aria-label={words.steps} className="needs-script lg:sticky lg:top-24">
        <ol className="flex flex-wrap gap-x-4 gap-y-1 lg:flex-col">
          {steps.map((step, i) => (
            <li key={step.key}>
              <button
                type="button"
                className={`flex min-h-11 items-center gap-2 text-left lg:min-h-9 ${i + 1 === current ? 'font-semibold text-lake' : 'text-ink-2'}`}
                aria-current={i + 1 === current ? 'step' : undefined}
                onClick={() => go(i + 1)}
              >
                <span className="font-serif text-lg" aria-hidden="true">
                  {i + 1}
                </span>
                {step.title}
              </button>
            </li>
          ))}
        </ol>
        {beside && <div className="mt-3">{beside}</div>}
      </nav>
      <div className="flex min-w-0 flex-col gap-6">
        {steps.map((step, i) => (
          <section key={step.key} className={i + 1 === current ? 'flex flex-col gap-6' : 'step-closed'}>
            <h2 ref={i + 1 === current ? head : undefined} tabIndex={-1} className="outline-none">
              {step.title}
            </h2>
            {step.body}
          </section>
        ))}
        <div className="flex flex-wrap gap-3 border-t border-line pt-5">
          {current > 1 && <Button onClick={() => go(current - 1)}>{words.back}</Button>}
          {current < steps.length && (
            <Button variant="primary" className="needs-script" onClick={() => go(current + 1)}>
              {words.next}
            </Button>
          )}
          <span className={current < steps.length ? 'step-closed' : undefined}>
            <SubmitButton size="l">{words.submit}</SubmitButton>
          </span>
        </div>
      </div>
    </div>
  )
}
