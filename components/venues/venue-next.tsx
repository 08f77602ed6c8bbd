import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import styles from './venues.module.css'

/** What happens at a venue next, as children; without anything, the way to what was. */
export function VenueNext({ slug, locale, any, children }: { slug: string; locale: Locale; any: boolean; children: ReactNode }) {
  const t = useTranslations('venues.page')
  return (
    <section className={styles.section}>
      <h2 className="mb-4">{t('next')}</h2>
      {any ? (
        <>
          <div className={styles.days}>{children}</div>
          <p className="mt-4">
            <a className="link" href={`/${locale}/activities?venue=${slug}`}>
              {t('next_all')}
            </a>
          </p>
        </>
      ) : (
        <div className="mt-4">
          <Empty title={t('next_none')}>
            <ButtonLink href={`/activities?venue=${slug}&past=1`} size="s">
              {t('next_past')}
            </ButtonLink>
          </Empty>
        </div>
      )}
    </section>
  )
}
