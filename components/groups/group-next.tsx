import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { Locale } from '@/db/vocabulary'
import styles from './groups.module.css'

/** What a group does next: its activities as children; without any, the way to past ones. */
export function GroupNext({ slug, locale, any, children }: { slug: string; locale: Locale; any: boolean; children: ReactNode }) {
  const t = useTranslations('groups.page')
  return (
    <section>
      <h2 className="mb-4">{t('next')}</h2>
      {any ? (
        <>
          <div className={styles.days}>{children}</div>
          <p className="mt-4">
            <a className="link" href={`/${locale}/activities?group=${slug}`}>
              {t('next_all')}
            </a>
          </p>
        </>
      ) : (
        <div className="mt-4">
          <Empty title={t('next_none')}>
            <ButtonLink href={`/activities?group=${slug}&past=1`} size="s">
              {t('next_past')}
            </ButtonLink>
          </Empty>
        </div>
      )}
    </section>
  )
}
