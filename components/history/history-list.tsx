import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import type { Locale } from '@/db/vocabulary'
import type { SealState, ShownEntry } from '@/lib/history/queries'
import type { HistoryFilter } from '@/lib/history/schema'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { formatDay } from '@/lib/time/format'
import styles from './history.module.css'

type Props = { entries: ShownEntry[]; seals: Map<string, SealState>; hrefWith: (over: Partial<HistoryFilter>) => string; locale: Locale }

const tones = { open: 'plain', sealed: 'plain', verified: 'ok', broken: 'stop' } as const

/** The entries as sentences, day by day of UTC, each day with its seal. */
export function HistoryList({ entries, seals, hrefWith, locale }: Props) {
  const t = useTranslations('history')
  const days = [...new Set(entries.map((entry) => entry.day))]
  return days.map((day) => {
    const seal = seals.get(day) ?? 'open'
    return (
      <section key={day} className={styles.day}>
        <h2>
          {formatDay(day, locale)} <Chip tone={tones[seal]}>{t(`seal.${seal}`)}</Chip>
        </h2>
        <ol>
          {entries
            .filter((entry) => entry.day === day)
            .map((entry) => (
              <Entry key={entry.id} entry={entry} hrefWith={hrefWith} locale={locale} />
            ))}
        </ol>
      </section>
    )
  })
}

function Entry({ entry, hrefWith, locale }: Pick<Props, 'hrefWith' | 'locale'> & { entry: ShownEntry }) {
  const t = useTranslations('history')
  const { actor, actorId, actorKind, thing } = entry
  const who = actorId ? (actor?.names ? textIn(actor.names, locale) : t('erased')) : actorKind === 'visitor' ? t('visitor') : t('job')
  const what = thing && (thing.names ? textIn(thing.names, locale) : t('erased'))
  return (
    <li>
      <time dateTime={entry.at.toISOString()}>{entry.at.toISOString().slice(11, 19)}</time>
      <p>
        {t.rich(`verbs.${entry.verb}` as 'verbs.activity.published', {
          who: () =>
            actorId ? (
              <Link
                className="font-semibold hover:underline"
                href={hrefWith({ actor: actorId, cursor: undefined })}
                title={t('only', { name: who })}
              >
                {who}
              </Link>
            ) : (
              <span className="text-ink-2" title={actorKind === 'visitor' ? undefined : actorKind}>
                {who}
              </span>
            ),
          what: () =>
            what && thing?.href ? (
              <Link className="link" href={thing.href}>
                {what}
              </Link>
            ) : (
              <span>{what ?? t('gone')}</span>
            ),
        })}
      </p>
      <Link
        className="small link"
        href={hrefWith({ subject: entry.subjectId, cursor: undefined })}
        aria-label={`${t('history')}: ${entry.subjectId}`}
      >
        {t('history')}
      </Link>
    </li>
  )
}
