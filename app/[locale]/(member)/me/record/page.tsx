import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Stamps } from '@/components/attendance/stamps'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { listMyAttendances } from '@/lib/attendance/queries/record'
import { recordParams } from '@/lib/attendance/schema'
import { currentCtx } from '@/lib/auth/actor'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'attendance.record' })
  return { title: t('title'), robots: { index: false } }
}

export default async function RecordPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') redirect(`/${locale}/sign-in?returnTo=${encodeURIComponent(`/${locale}/me/record`)}`)
  const { before } = recordParams.parse(await searchParams)
  const { items, next } = await listMyAttendances(ctx, before)
  const t = await getTranslations('attendance.record')
  return (
    <div className="wrap page flex flex-col gap-8">
      <header className="flex flex-col gap-2">
        <h1>{t('title')}</h1>
        <p className="muted measure">{t('lead')}</p>
      </header>
      {items.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('empty_next')}</p>
          <ButtonLink href="/activities" variant="primary">
            {t('find')}
          </ButtonLink>
        </Empty>
      )}
      <Stamps items={items} locale={locale} now={ctx.now} />
      <Pager next={next && `/me/record?before=${next.startsAt.toISOString()}_${next.id}`} first={before ? '/me/record' : null} />
    </div>
  )
}
