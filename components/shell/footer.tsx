import { getTranslations } from 'next-intl/server'
import type { Locale } from '@/db/vocabulary'

/** Whose network this is, whom to write to, its licence; in the demo city that all of it is invented. */
export async function Footer({
  locale,
  name,
  contact,
  licence,
  isDemo,
}: {
  locale: Locale
  name: string
  contact?: string
  licence?: string
  isDemo: boolean
}) {
  const t = await getTranslations('common.footer')
  return (
    <footer className="foot">
      <div className="wrap">
        <span>{name}</span>
        {contact && (
          <span>
            {t('contact')}{' '}
            {contact.includes('@') ? (
              <a className="link" href={`mailto:${contact}`}>
                {contact}
              </a>
            ) : (
              contact
            )}
          </span>
        )}
        {licence && <span>{licence}</span>}
        <a className="link" href={`/${locale}/register`}>
          {t('register')}
        </a>
        <a className="link" href={`/${locale}/privacy`}>
          {t('privacy')}
        </a>
        <span>{t('software')}</span>
        {isDemo && <p className="basis-full">{t('fictional')}</p>}
      </div>
    </footer>
  )
}
