import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import type { VenueDetail } from '@/lib/venues/queries'
import styles from './venues.module.css'

/** 给司机看: the venue's name and address, large and in Chinese, to hold out to a driver. */
export function VenueDriver({ venue }: { venue: VenueDetail }) {
  const t = useTranslations('venues.page')
  const address = venue.addresses?.zh ?? venue.addresses?.und
  return (
    <div className={`wrap ${styles.driver}`}>
      <p className="muted" lang="zh-CN">
        师傅，请送我到：
      </p>
      <h1 lang={venue.names.zh ? 'zh-CN' : undefined}>{venue.names.zh ?? venue.names.und ?? venue.names.en}</h1>
      <p className={styles.address} lang={venue.addresses?.zh ? 'zh-CN' : undefined}>
        {address}
      </p>
      <ButtonLink href={`/venues/${venue.slug}`}>{t('back')}</ButtonLink>
    </div>
  )
}
