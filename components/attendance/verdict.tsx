import { useTranslations } from 'next-intl'
import { DuplicateButton } from '@/components/activities/duplicate-button'
import { Chip } from '@/components/ui/chip'
import { type CountedReason, type Locale, RULE_VERSION } from '@/db/vocabulary'
import styles from './recap.module.css'

/** Counted, or the first rule that failed, in words; and what one may do next. */
export function Verdict({
  activity,
  locale,
}: {
  activity: { id: string; countedReason: CountedReason; ruleVersion: string | null }
  locale: Locale
}) {
  const t = useTranslations('attendance')
  const plan = useTranslations('activities.plan')
  const isCounted = activity.countedReason === 'counted'
  return (
    <div className={styles.verdict} data-counted={isCounted ? 'yes' : 'no'} data-testid="verdict">
      <strong>{t(isCounted ? 'recap.counted' : 'recap.not_counted')}</strong>
      <p>{t(`reason.${activity.countedReason}`)}</p>
      <Chip>{activity.ruleVersion ?? RULE_VERSION}</Chip>
      <DuplicateButton activityId={activity.id} label={t('recap.again')} confirm={plan('duplicateConfirm')} locale={locale} />
    </div>
  )
}
