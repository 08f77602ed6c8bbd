'use client'

import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { DateTimeField } from '@/components/form/fields'
import type { Locale } from '@/db/vocabulary'
import { type CalendarDay, dayWarning } from '@/lib/activities/rules'
import type { PlanInput } from '@/lib/activities/schema'
import { textIn } from '@/lib/i18n/text'
import { formatFullDate } from '@/lib/time/format'

/** Start and end, with a word on the day: a holiday, a weekend that is worked, a year not yet published. */
export function PlanTimes({ days, locale }: { days: CalendarDay[]; networkZone: string; locale: Locale }) {
  const t = useTranslations('activities.form')
  const startsAt = useFormContext<PlanInput>().watch('startsAt')
  const date = /^\d{4}-\d\d-\d\d/.exec(startsAt ?? '')?.[0]
  const warning = date ? dayWarning(date, days) : null
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-5 md:grid-cols-2">
        <DateTimeField name="startsAt" label={t('startsAt')} />
        <DateTimeField name="endsAt" label={t('endsAt')} optional />
      </div>
      <p role="status" className={warning ? 'notice notice-warn' : undefined}>
        {warning?.kind === 'unpublished' && t('warn.unpublished', { year: String(warning.year) })}
        {warning &&
          warning.kind !== 'unpublished' &&
          t(`warn.${warning.kind}`, { day: formatFullDate(date ?? '', locale), name: textIn(warning.names, locale) })}
      </p>
    </div>
  )
}
