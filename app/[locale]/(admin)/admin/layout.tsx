import { getTranslations, setRequestLocale } from 'next-intl/server'
import { BackTo } from '@/components/shell/back-to'
import type { Locale } from '@/db/vocabulary'

type Props = { children: React.ReactNode; params: Promise<{ locale: string }> }

export default async function AdminLayout({ children, params }: Props) {
  setRequestLocale((await params).locale as Locale)
  const t = await getTranslations('network.admin')
  return (
    <>
      <BackTo href="/admin" label={t('back')} except="/admin/statistics/" />
      {children}
    </>
  )
}
