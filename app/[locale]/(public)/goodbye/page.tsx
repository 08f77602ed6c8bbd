import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/db/vocabulary'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'contributions.erase' })
  return { title: t('done'), robots: { index: false } }
}

/** Where somebody stands who has just erased her account. */
export default async function GoodbyePage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const t = await getTranslations('contributions.erase')
  return (
    <div className="wrap page flex max-w-xl flex-col items-start gap-4">
      <h1>{t('done')}</h1>
      <p>{t('doneHint')}</p>
      <ButtonLink href="/" variant="primary">
        {t('home')}
      </ButtonLink>
    </div>
  )
}
