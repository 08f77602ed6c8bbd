import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { GroupDeskHead } from '@/components/groups/desk-head'
import { ImportView } from '@/components/imports/import-view'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getDeskGroup } from '@/lib/groups/queries/desk'
import { getImportPage } from '@/lib/imports/queries/runs'
import { importParams } from '@/lib/imports/schema/page'
import { getNetwork } from '@/lib/network/queries'
import { orElsewhere } from '../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'imports.page' })
  return { title: t('title'), robots: { index: false } }
}

export default async function GroupImportPage({ params, searchParams }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { run, error } = importParams.parse(await searchParams)
  const path = `/organize/groups/${slug}/import`
  const page = await getImportPage(ctx, slug, run).catch(orElsewhere(`/${locale}${path}`))
  const head = await getDeskGroup(ctx, slug).catch(orElsewhere(`/${locale}${path}`))
  const t = await getTranslations('imports.page')
  return (
    <div className="wrap page">
      <GroupDeskHead group={head} current="import" locale={locale} />
      <p className="muted mb-6 max-w-prose">{t('lead')}</p>
      <ClientMessages of={['imports.page']}>
        <ImportView page={page} path={path} locale={locale} now={ctx.now} zone={(await getNetwork(ctx)).zone} error={error} />
      </ClientMessages>
    </div>
  )
}
