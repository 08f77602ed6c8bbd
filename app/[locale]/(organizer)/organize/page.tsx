import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { DeskView } from '@/components/activities/desk'
import type { Locale } from '@/db/vocabulary'
import { getDesk } from '@/lib/activities/queries/desk'
import { currentCtx } from '@/lib/auth/actor'
import { getReference } from '@/lib/network/queries'
import { orElsewhere } from './activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'activities.desk' })
  return { title: t('title'), robots: { index: false } }
}

export default async function DeskPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const desk = await getDesk(ctx).catch(orElsewhere(`/${locale}/organize`))
  const { network } = await getReference(ctx)
  const t = await getTranslations('activities.desk')
  return (
    <div className="wrap page max-w-[60rem]">
      <h1>{t('title')}</h1>
      <p className="muted mt-2 mb-8">{t('lead')}</p>
      <DeskView desk={desk} networkZone={network?.zone ?? 'UTC'} locale={locale} now={ctx.now} />
    </div>
  )
}
