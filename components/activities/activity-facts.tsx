import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import type { ActivityPage } from '@/lib/activities/queries'
import { activityState, doorWindow } from '@/lib/activities/rules'
import { formatRange, formatTime } from '@/lib/time/format'
import { offsetMinutes } from '@/lib/time/zones'
import { Where } from './activity-where'

type Props = { activity: ActivityPage; networkZone: string; locale: Locale; now: Date }

const DAY_MS = 86_400_000

/** When, where, who, cost, language, contact … of an activity, each said only where there is something to say. */
export function ActivityFacts({ activity, networkZone, locale, now }: Props) {
  const t = useTranslations('activities.page')
  const state = activityState(activity, now)
  const door = doorWindow(activity)
  const contact = activity.contact ?? activity.hosts[0]?.roleMailbox ?? null
  const isSoon = activity.startsAt.getTime() - now.getTime() <= DAY_MS && (state === 'published' || state === 'in_progress')
  return (
    <dl className="my-7 grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-3 border-y border-line py-6 sm:grid-cols-[5.5rem_minmax(0,1fr)] [&>dd]:min-w-0 [&>dt]:text-ink-2">
      <Fact name={t('when')}>
        {formatRange(activity.startsAt, activity.endsAt, activity.zone, locale, now)}
        {!activity.endsAt && <span className="muted"> · {t('endUnknown')}</span>}
        {activity.zone !== networkZone && <span className="muted"> · {zoneName(activity.startsAt, activity.zone)}</span>}
        {state === 'published' && activity.mode !== 'online' && (
          <span className="muted"> · {t('doors', { time: formatTime(door.opensAt, activity.zone, locale) })}</span>
        )}
      </Fact>
      <Fact name={t('where')}>
        <Where activity={activity} locale={locale} />
      </Fact>
      <Fact name={t('who')}>{t(`audience.${activity.audience}`)}</Fact>
      {activity.cost && (
        <Fact name={t('cost')}>
          <Text value={activity.cost} locale={locale} />
        </Fact>
      )}
      <Fact name={t('language')}>
        <Languages of={activity.languages} />
      </Fact>
      {activity.bring && (
        <Fact name={t('bring')}>
          <Text value={activity.bring} locale={locale} />
        </Fact>
      )}
      {activity.accessNotes && (
        <Fact name={t('access')}>
          <Text value={activity.accessNotes} locale={locale} />
        </Fact>
      )}
      {contact && (
        <Fact name={t('contact')}>
          <Contact text={contact} />
        </Fact>
      )}
      {activity.campaign?.slug && (
        <Fact name={t('campaign')}>
          <Text value={activity.campaign.names} locale={locale} />
        </Fact>
      )}
      {isSoon && activity.mode !== 'online' && (
        <Fact name={t('checkIn')}>
          {activity.checkInSources
            .filter((source) => ['wall_code', 'digits', 'pass', 'roster', 'paper'].includes(source))
            .map((source) => t(`sources.${source as 'wall_code'}`))
            .join(t('listComma'))}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Languages({ of }: { of: ActivityPage['languages'] }) {
  const t = useTranslations('activities')
  return of.map((language) => t(`languages.${language}`)).join(t('page.listComma'))
}

function Contact({ text }: { text: string }) {
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text))
    return (
      <a className="link" href={`mailto:${text}`}>
        {text}
      </a>
    )
  if (/^\+?[\d -]{6,20}$/.test(text))
    return (
      <a className="link" href={`tel:${text.replaceAll(' ', '')}`}>
        {text}
      </a>
    )
  return text
}

/** "Asia/Tokyo (UTC+9)". */
function zoneName(at: Date, zone: string): string {
  const minutes = offsetMinutes(at, zone)
  const size = Math.abs(minutes)
  const offset = `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${size % 60 ? `:${String(size % 60).padStart(2, '0')}` : ''}`
  return zone.startsWith('Etc/') ? offset : `${zone.replaceAll('_', ' ')} (${offset})`
}
