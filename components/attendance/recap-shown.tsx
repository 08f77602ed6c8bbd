import { getTranslations } from 'next-intl/server'
import styles from '@/components/form/photos.module.css'
import { ReportLink } from '@/components/shell/report-link'
import { Markdown } from '@/components/ui/markdown'
import type { Locale, LocalText as Text } from '@/db/vocabulary'
import type { RecapPhoto } from '@/lib/attendance/queries/photos'
import { textIn } from '@/lib/i18n/text'

type Props = { activityId: string; recap: { texts: Text; photos: RecapPhoto[] } | null; locale: Locale }

/** What an activity came to, on its page: the recap and the pictures whose people agreed to be shown. */
export async function RecapShown({ activityId, recap, locale }: Props) {
  if (!recap) return null
  const t = await getTranslations({ locale, namespace: 'attendance.recap.photos' })
  return (
    <section className="mt-8 flex flex-col gap-4">
      <h2>{t('afterwards')}</h2>
      <Markdown value={recap.texts} locale={locale} />
      {recap.photos.length > 0 && (
        <ul className={styles.shown}>
          {recap.photos.map((photo, i) => (
            <li key={photo.fileId}>
              <a href={`/api/files/${photo.fileId}?w=1280`}>
                {/* biome-ignore lint/performance/noImgElement: who may see it is asked at each request */}
                <img src={`/api/files/${photo.fileId}?w=480`} alt={textIn(photo.alts, locale) || t('one', { n: i + 1 })} loading="lazy" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <ReportLink noun="recap" id={activityId} />
    </section>
  )
}
