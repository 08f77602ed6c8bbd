import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { acceptHostingAction, declineHostingAction } from '@/lib/activities/actions'
import type { Desk } from '@/lib/activities/queries/desk'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { formatAgo, formatRange } from '@/lib/time/format'

type Props = { asked: Desk['asked']; networkZone: string; locale: Locale; now: Date }

/** Other groups' wishes to host together. */
export function AskedToHost({ asked, networkZone, locale, now }: Props) {
  const t = useTranslations('activities.desk')
  return (
    <ul className="divide-y divide-line" id="asked">
      {asked.map(({ activityId, groupId, slug, status, role, titles, groupNames, leadNames, startsAt, endsAt, zone, askedAt }) => (
        <li key={activityId + groupId} className="flex flex-wrap items-center gap-3 py-3">
          <div className="min-w-0 flex-1 basis-64">
            <h3>
              {status === 'published' ? (
                <Link href={`/activities/${slug}`} className="hover:underline">
                  <Text value={titles} locale={locale} />
                </Link>
              ) : (
                <Text value={titles} locale={locale} />
              )}
            </h3>
            <p className="text-ink-2">
              {t(role === 'support' ? 'askedToSupport' : 'askedBy', {
                lead: textIn(leadNames, locale),
                group: textIn(groupNames, locale),
              })}
            </p>
            <p className="small muted">
              {formatRange(startsAt, endsAt, zone ?? networkZone, locale, now)} · {t('askedAgo', { ago: formatAgo(askedAt, now, locale) })}
            </p>
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
