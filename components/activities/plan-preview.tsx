'use client'

import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { Seal } from '@/components/groups/seal'
import { KindChip } from '@/components/network/kind-chip'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { PlanInput } from '@/lib/activities/schema'
import { textIn } from '@/lib/i18n/text'
import { formatFullDate } from '@/lib/time/format'

type Props = {
  kinds: { code: string; names: LocalText; hue: number }[]
  host: { id: string; names: LocalText; shortName: string }
  locale: Locale
}

/** How it will stand in a list, while it is written. */
export function PlanPreview({ kinds, host, locale }: Props) {
  const t = useTranslations('activities.form')
  const plan = useFormContext<PlanInput>().watch()
  const [date = '', time = ''] = (plan.startsAt ?? '').split('T')
  const kind = kinds.find((k) => k.code === plan.kindCode)
  return (
    <aside className="card hidden p-5 lg:sticky lg:top-24 lg:block" aria-label={t('preview')}>
      <p className="small muted mb-3">{t('preview')}</p>
      <p className="font-semibold">
        {/^\d{4}-\d\d-\d\d$/.test(date) && formatFullDate(date, locale)} {time}
        {plan.endsAt?.split('T')[1] && `–${plan.endsAt.split('T')[1]}`}
      </p>
      <p className="mt-1 font-serif text-xl font-semibold">{textIn(plan.titles, locale) || t('previewUntitled')}</p>
      <p className="mt-2 text-ink-2">
        <Seal text={host.shortName} id={host.id} size={22} /> {textIn(host.names, locale)}
      </p>
      <p className="mt-3">{kind && <KindChip kind={kind} locale={locale} />}</p>
      <p className="mt-3 text-ink-2">{textIn(plan.summaries, locale)}</p>
    </aside>
  )
}
