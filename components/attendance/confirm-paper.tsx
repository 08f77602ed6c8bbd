import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Card } from '@/components/ui/card'
import { confirmPaperAction } from '@/lib/attendance/actions'

type Props = { activityId: string; unconfirmed: { count: number; mayConfirm: boolean } }

/** What an import told of this activity, for its organizer to stand for. */
export function ConfirmPaper({ activityId, unconfirmed: { count, mayConfirm } }: Props) {
  const t = useTranslations('attendance.confirm')
  if (count === 0) return null
  return (
    <Card as="section" className="mb-6 flex flex-col items-start gap-3 p-5">
      <h2 className="text-xl">{t('title')}</h2>
      <p>{t('told', { n: count })}</p>
      <p className="muted">{mayConfirm ? t('can') : t('late')}</p>
      {mayConfirm && (
        <ActionButton
          action={confirmPaperAction}
          input={{ activityId }}
          label={t('go', { n: count })}
          confirm={t('ask', { n: count })}
          doneLabel={t('done')}
          variant="primary"
        />
      )}
    </Card>
  )
}
