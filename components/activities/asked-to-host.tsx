import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { acceptHostingAction, declineHostingAction } from '@/lib/activities/actions'
import type { Desk } from '@/lib/activities/queries/desk'
import { textIn } from '@/lib/i18n/text'

/** Other groups' wishes to host together. */
export function AskedToHost({ asked, locale }: { asked: Desk['asked']; locale: Locale }) {
  const t = useTranslations('activities.desk')
  return (
    <ul className="divide-y divide-line">
      {asked.map(({ activityId, groupId, titles, groupNames, leadNames }) => (
        <li key={activityId + groupId} className="flex flex-wrap items-center gap-3 py-3">
          <div className="min-w-0 flex-1 basis-64">
            <Text value={titles} locale={locale} as="h3" />
            <p className="text-ink-2">{t('askedBy', { lead: textIn(leadNames, locale), group: textIn(groupNames, locale) })}</p>
          </div>
          <ActionButton
            action={acceptHostingAction}
            input={{ activityId, groupId }}
            label={t('accept')}
            doneLabel={t('accepted')}
            variant="primary"
          />
          <ActionButton action={declineHostingAction} input={{ activityId, groupId }} label={t('decline')} doneLabel={t('declined')} />
        </li>
      ))}
    </ul>
  )
}
