'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { ActionButton } from '@/components/form/action-button'
import { useAddressLocale } from '@/components/form/client-texts'
import { SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { textIn } from '@/lib/i18n/text'
import { addCalendarDaysAction, removeCalendarDayAction } from '@/lib/network/actions'
import type { ListedDay } from '@/lib/network/queries'
import { addDaysSchema } from '@/lib/network/schema'
import { readDayLines } from '@/lib/network/schema/lines'
import { formatFullDate } from '@/lib/time/format'

/** The days of a year that depart from the week, and more of them by pasting what the state published. */
export function Calendar({ year, days }: { year: number; days: ListedDay[] }) {
  const t = useTranslations('network.calendar')
  const locale = useAddressLocale()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <section className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="flex-[1_1_10rem]">{t('year', { year: String(year) })}</h2>
          <ButtonLink size="s" href={`/admin/settings/calendar?year=${year - 1}`}>
            ← {year - 1}
          </ButtonLink>
          <ButtonLink size="s" href={`/admin/settings/calendar?year=${year + 1}`}>
            {year + 1} →
          </ButtonLink>
        </div>
        {days.length === 0 ? (
          <Empty title={t('none', { year: String(year) })}>{t('noneHint')}</Empty>
        ) : (
          <ul className="card divide-y divide-line px-4">
            {days.map(({ day, names, working }) => (
              <li key={day} className="flex items-center gap-x-3 py-1.5">
                <div className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-4">
                  <time dateTime={day} className="block w-40 text-ink-2">
                    {formatFullDate(day, locale)}
                  </time>
                  <span>{textIn(names, locale)}</span>
                </div>
                <Chip tone={working ? 'wait' : 'ok'}>{working ? t('working') : t('holiday')}</Chip>
                <ActionButton action={removeCalendarDayAction} input={{ day }} label={t('remove')} size="s" variant="plain" />
              </li>
            ))}
          </ul>
        )}
      </section>
      <AddDays />
    </div>
  )
}

function AddDays() {
  const t = useTranslations('network.calendar')
  const [added, setAdded] = useState({ round: 0, count: 0 })
  return (
    <Card as="section" className="flex flex-col gap-4 p-5">
      <h2>{t('add')}</h2>
      <Form
        key={added.round}
        schema={addDaysSchema}
        action={addCalendarDaysAction}
        defaultValues={{ lines: '' }}
        onDone={({ count }) => setAdded({ round: added.round + 1, count })}
        label={t('add')}
      >
        <TextAreaField name="lines" label={t('lines')} hint={t('linesHint')} rows={8} spellCheck={false} />
        <Read />
        <SubmitButton className="self-start">{t('addNow')}</SubmitButton>
      </Form>
      {added.count > 0 && <Notice tone="ok">{t('added', { n: added.count })}</Notice>}
    </Card>
  )
}

function Read() {
  const t = useTranslations('network')
  const { rows, problems } = readDayLines(String(useWatch({ name: 'lines' }) ?? ''))
  return (
    <div aria-live="polite" className="flex flex-col gap-1">
      {rows.length + problems.length > 0 && <p className="font-semibold">{t('calendar.read', { n: rows.length })}</p>}
      <ul>
        {problems.slice(0, 20).map((problem) => (
          <li key={problem.line} className="field-error">
            {t('districts.badLine', { line: problem.line, why: t(`districts.why.${problem.why}`) })}{' '}
            <code className="break-all">{problem.text}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
