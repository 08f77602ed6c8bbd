import { headers } from 'next/headers'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { Wall } from '@/components/attendance/wall'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { getWall } from '@/lib/attendance/queries/wall'
import { currentCtx } from '@/lib/auth/actor'
import { orElsewhere } from '../door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'attendance.wall' })
  return { title: t('title'), robots: { index: false } }
}

export default async function WallPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const wall = await getWall(ctx, id).catch(orElsewhere(`/${locale}/organize/activities/${id}/wall`))
  const asked = await headers()
  const origin = `${asked.get('x-forwarded-proto') ?? 'http'}://${asked.get('x-forwarded-host') ?? asked.get('host')}`
  return (
    <ClientMessages of={['attendance.wall']}>
      <noscript>
        <meta httpEquiv="refresh" content="20" />
      </noscript>
      <Wall wall={wall} locale={locale} origin={origin} minute={Math.floor(ctx.now.getTime() / 60_000)} />
    </ClientMessages>
  )
}
