'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Step as FormStep, Steps as FormSteps } from '@/components/form/steps'

export type Step = Omit<FormStep, 'title'>

/** The steps of an application, named in its words. */
export function Steps({ steps, beside, submit }: { steps: Step[]; beside: ReactNode; submit: string }) {
  const t = useTranslations('registrations.form')
  return (
    <FormSteps
      steps={steps.map((step) => ({ ...step, title: t(`step.${step.key}`) }))}
      beside={beside}
      words={{ steps: t('steps'), back: t('back'), next: t('next'), submit }}
    />
  )
}
