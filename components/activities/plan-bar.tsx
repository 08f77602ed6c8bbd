import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import type { Locale } from '@/db/vocabulary'
import { acceptHostingAction, declineHostingAction, publishActivityAction } from '@/lib/activities/actions'
import type { PlanPage } from '@/lib/activities/queries/plan'
import { textIn } from '@/lib/i18n/text'
import { DuplicateButton } from './duplicate-button'
import { ReviewReasons } from './review-card'

/** What can be done with the plan now: publish it or send it to review, or read why not yet; and hold it again. */
export function PlanBar({ plan, locale }: { plan: PlanPage; locale: Locale }) {
  const t = useTranslations('activities.plan')
  const words = useTranslations('activities.form')
  const { activity } = plan
  const reasons = activity.riskFlags.map((flag) => words(`flag.${flag}`)).join(locale === 'en' ? ', ' : '、')
  const missing = Object.keys(plan.missing).map((field) => t(`field.${field as 'titles'}`))
  const isDraft = activity.status === 'draft' || activity.status === 'changes_asked'
  return (
    <div className="mb-8 flex flex-col gap-3">
      {activity.status === 'changes_asked' && activity.statusReason && (
        <p className="notice notice-warn">{t('changesNote', { reason: activity.statusReason })}</p>
      )}
      {activity.status === 'submitted' && (
        <div className="notice flex flex-col gap-2">
          <p>{t(activity.reviewEscalatedAt ? 'escalatedNote' : 'submittedNote', { reasons })}</p>
          <ReviewReasons flags={activity.riskFlags} />
        </div>
      )}
      {plan.permitMissing && (isDraft || activity.status === 'submitted') && <p className="notice notice-warn">{t('permitNote')}</p>}
      <div className="flex flex-wrap items-center gap-3">
        {isDraft && plan.mayPublish && missing.length === 0 && (
          <>
            <ActionButton
              action={publishActivityAction}
              input={{ activityId: activity.id }}
              label={t(reasons ? 'publishReview' : 'publish')}
              variant="primary"
            />
            <span className="small muted">{reasons ? t('publishReviewHint', { reasons }) : t('publishHint')}</span>
          </>
        )}
        {isDraft && missing.length > 0 && (
          <p className="notice notice-warn">{t('missing', { fields: missing.join(locale === 'en' ? ', ' : '、') })}</p>
        )}
        {activity.status !== 'cancelled' &&
          activity.status !== 'finalised' &&
          plan.withdrawable.map(({ id, names }) => (
            <ActionButton
              key={id}
              action={declineHostingAction}
              input={{ activityId: activity.id, groupId: id }}
              label={t('withdraw', { name: textIn(names, locale) })}
              confirm={t('withdrawConfirm')}
              doneLabel={t('withdrawn')}
              undo={{ action: acceptHostingAction, input: { activityId: activity.id, groupId: id } }}
            />
          ))}
        {!isDraft && <DuplicateButton activityId={activity.id} label={t('duplicate')} confirm={t('duplicateConfirm')} locale={locale} />}
      </div>
    </div>
  )
}
