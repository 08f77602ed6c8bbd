import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ImportView } from '@/components/imports/import-view'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getImportPage } from '@/lib/imports/queries/runs'
import { importParams } from '@/lib/imports/schema/page'
import { getNetwork } from '@/lib/network/queries'
import { orElsewhere } from '../../../(organizer)/organize/activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'imports.page' })
  return { title: t('title'), robots: { index: false } }
}

export default async function NetworkImportPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { run, error } = importParams.parse(await searchParams)
  const page = await getImportPage(ctx, null, run).catch(orElsewhere(`/${locale}/admin/import`))
  const t = await getTranslations('imports.page')
  return (
    <div className="wrap page flex flex-col gap-6">
      <header className="flex flex-col gap-3">
        <h1>{t('title')}</h1>
        <p className="muted max-w-prose">{t('leadNetwork')}</p>
      </header>
      <ClientMessages of={['imports.page']}>
        <ImportView page={page} path="/admin/import" locale={locale} now={ctx.now} zone={(await getNetwork(ctx)).zone} error={error} />
      </ClientMessages>
    </div>
  )
}
