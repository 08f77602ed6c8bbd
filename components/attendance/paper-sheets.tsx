import { useTranslations } from 'next-intl'
import styles from '@/components/form/photos.module.css'

/** The sign-in sheets as they were photographed, for organizers and auditors. */
export function PaperSheets({ sheets }: { sheets: readonly string[] }) {
  const t = useTranslations('attendance.paper')
  if (sheets.length === 0) return null
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-xl">{t('sheets')}</h2>
      <p className="small muted">{t('sheets_kept')}</p>
      <ul className={styles.shown}>
        {sheets.map((fileId, i) => (
          <li key={fileId}>
            <a href={`/api/files/${fileId}?w=1280`}>
              {/* biome-ignore lint/performance/noImgElement: who may see it is asked at each request */}
              <img src={`/api/files/${fileId}?w=480`} alt={t('sheet', { n: i + 1 })} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
