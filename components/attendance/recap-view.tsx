import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import type { Locale } from '@/db/vocabulary'
import type { getRecap } from '@/lib/attendance/queries/recap'
import { formatWhenInside } from '@/lib/time/format'
import { PaperEntry } from './paper-entry'
import { PaperSheets } from './paper-sheets'
import styles from './recap.module.css'
import { RecapForm } from './recap-form'
import { Verdict } from './verdict'

type Props = { recap: Awaited<ReturnType<typeof getRecap>>; me: string; locale: Locale; now: Date }

/** The last tab of an activity: its figures, the verdict of the counting rules once closed, and the form that closes it. */
export function RecapView({ recap, me, locale, now }: Props) {
  const t = useTranslations('attendance.recap')
  const { activity, figures, filed, zone } = recap
  const door = `/organize/activities/${activity.id}/door`
  if (activity.status === 'cancelled') return <Empty title={t('cancelled')} />
  if (!recap.isEnded || !['published', 'finalised'].includes(activity.status))
    return (
      <Empty title={t('too_early')}>
        <p>{t('too_early_next', { when: formatWhenInside(recap.endsAt, zone, locale, now) })}</p>
        <ButtonLink href={door}>{t('to_door')}</ButtonLink>
      </Empty>
    )
  const isFinal = activity.status === 'finalised'
  const shown = { going: 'going', present: 'present', noShows: 'no_shows', excused: 'excused', walkIns: 'walk_ins' } as const
  return (
    <div className="flex flex-col gap-7">
      {isFinal && <Verdict activity={activity} locale={locale} />}
      {!isFinal && filed && !recap.mayFinalise && <Notice>{t('waits_for_lead')}</Notice>}
      <dl className={styles.figures} aria-label={t('figures')}>
        {(Object.keys(shown) as (keyof typeof shown)[]).map((key) => (
          <div key={key}>
            <dt>{t(shown[key])}</dt>
            <dd data-testid={key}>{figures[key]}</dd>
          </div>
        ))}
      </dl>
      {isFinal && !filed && <Notice tone="warn">{t('finalised_only')}</Notice>}
      {filed && <p className="small muted">{t('filed_at', { when: formatWhenInside(filed.filedAt, zone, locale, now) })}</p>}
      <PaperSheets sheets={recap.sheets} />
      {recap.mayCorrect && recap.absent.some(({ personId }) => personId !== me) && (
        <ClientMessages of={['attendance.paper']}>
          <PaperEntry activityId={activity.id} absent={recap.absent.filter(({ personId }) => personId !== me)} />
        </ClientMessages>
      )}
      <ClientMessages of={['attendance.recap']}>
        <RecapForm
          activityId={activity.id}
          absent={recap.absent.map(({ personId, name, isExcused, isProposed }) => ({
            personId,
            name,
            isExcused,
            isProposed,
            isMe: personId === me,
          }))}
          mayProposeNoShows={figures.enoughCheckedIn}
          mayCorrect={recap.mayCorrect}
          closes={!isFinal && recap.mayFinalise}
          photos={recap.photos.map(({ fileId, consented, alts }) => ({
            fileId,
            consented,
            alts: { zh: alts.zh ?? '', en: alts.en ?? '' },
          }))}
          filed={filed && { texts: filed.texts, guests: filed.guests }}
        />
      </ClientMessages>
    </div>
  )
}
