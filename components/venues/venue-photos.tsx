import { useTranslations } from 'next-intl'
import type { Locale } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import type { VenueDetail } from '@/lib/venues/queries'
import styles from './venues.module.css'

/** A venue's photos: its face large, the others small below it; each opens in its full width. */
export function VenuePhotos({ photos, locale }: { photos: VenueDetail['photos']; locale: Locale }) {
  const t = useTranslations('venues.page')
  if (photos.length === 0) return null
  return (
    <ul className={styles.photos} aria-label={t('photos')}>
      {photos.map(({ fileId, alts, width, height }, i) => (
        <li key={fileId}>
          <a href={`/api/files/${fileId}?w=1280`}>
            {/* biome-ignore lint/performance/noImgElement: it is sent in two widths of its own, and may be cached by everybody */}
            <img
              src={`/api/files/${fileId}?w=${i === 0 ? 1280 : 480}`}
              alt={textIn(alts, locale)}
              width={width ?? undefined}
              height={height ?? undefined}
              loading={i === 0 ? undefined : 'lazy'}
            />
          </a>
        </li>
      ))}
    </ul>
  )
}
