import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ReviewCard } from '@/components/activities/review-card'
import { ReviewCards } from '@/components/registrations/review-cards'
import { ReviewFilters } from '@/components/registrations/review-filters'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import { listActivitiesToReview } from '@/lib/activities/queries/review'
import { currentCtx } from '@/lib/auth/actor'
import { textIn } from '@/lib/i18n/text'
import { getReference } from '@/lib/network/queries'
import { listReviews } from '@/lib/registrations/queries'
import { reviewFilterSchema } from '@/lib/registrations/schema'
import { orElsewhere } from '../../../(organizer)/organize/activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'registrations.reviews' })
  return { title: t('title'), robots: { index: false } }
}

/** Every kind of thing that waits for an administrator's word, one card each, the oldest first in each kind. */
export default async function ReviewsPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const filter = reviewFilterSchema.parse(await searchParams)
  const registrations = await listReviews(ctx, filter).catch(orElsewhere(`/${locale}/admin/reviews`))
  const { districts } = await getReference(ctx)
  const isAsked = filter.state !== 'decided' && (!filter.kind || filter.kind === 'activity')
  const activities = isAsked ? await listActivitiesToReview(ctx, filter.district) : []
  const t = await getTranslations('registrations.reviews')
  return (
    <div className="wrap page narrow">
      <h1>{t('title')}</h1>
      <p className="muted mt-2 mb-6">{t('lead')}</p>
      <ReviewFilters filter={filter} districts={districts.map((d) => ({ value: d.code, label: textIn(d.names, locale) }))} />
      <div className="flex flex-col gap-4">
        {activities.map((activity) => (
          <ReviewCard key={activity.id} activity={activity} locale={locale} now={ctx.now} />
        ))}
        <ReviewCards
          registrations={registrations}
          districtNames={(code) => districts.find((d) => d.code === code)?.names}
          locale={locale}
          now={ctx.now}
        />
        {registrations.length + activities.length === 0 && (
          <Empty title={t('none')}>
            <p>{t('none_hint')}</p>
          </Empty>
        )}
      </div>
    </div>
  )
}
