import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ActionButton } from '@/components/form/action-button'
import { ButtonLink } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { DateLeaf } from '@/components/ui/leaf'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { cancelRsvpAction } from '@/lib/rsvps/actions'
import type { MyRsvpItem } from '@/lib/rsvps/queries'
import { formatRange, formatWhenInside } from '@/lib/time/format'
import { Answers } from './answers'

type Props = {
  next: MyRsvpItem[]
  waiting: MyRsvpItem[]
  vouched: MyRsvpItem[]
  past: MyRsvpItem[]
  onlyPast: boolean
  locale: Locale
  now: Date
}

/** What I go to, what I wait for, whom I signed up, what is over. */
export function MyRsvps({ next, waiting, vouched, past, onlyPast, locale, now }: Props) {
  const t = useTranslations('rsvps.me')
  return (
    <div className={onlyPast ? undefined : 'grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]'}>
      <div className="flex min-w-0 flex-col gap-8 empty:hidden">
        {!onlyPast && (
          <Part title={t('next')}>
            {next.length === 0 ? (
              <Empty title={t('emptyNext')}>
                <p>{t('emptyNextHint')}</p>
                <ButtonLink href="/activities" variant="primary">
                  {t('find')}
                </ButtonLink>
              </Empty>
            ) : (
              <Items items={next} locale={locale} now={now} />
            )}
          </Part>
        )}
        {!onlyPast && waiting.length > 0 && (
          <Part title={t('waiting')}>
            <Items items={waiting} locale={locale} now={now} />
          </Part>
        )}
        {!onlyPast && vouched.length > 0 && (
          <Part title={t('vouched')}>
            <Items items={vouched} locale={locale} now={now} />
          </Part>
        )}
      </div>
      <Part title={t('past')}>
        {past.length === 0 ? <p className="muted">{t('emptyPast')}</p> : <Items items={past} locale={locale} now={now} past />}
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Items({ items, locale, now, past = false }: { items: MyRsvpItem[]; locale: Locale; now: Date; past?: boolean }) {
  return (
    <ul className="card divide-y divide-line">
      {items.map((item) => (
        <li key={item.id} className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-4 gap-y-3 p-4 sm:flex">
          <DateLeaf instant={item.startsAt} zone={item.zone} locale={locale} size="s" />
          <div className="min-w-0 flex-1">
            <h3 className={past ? undefined : 'text-lg'}>
              <Link href={`/activities/${item.slug}`}>
                <Text value={item.titles} locale={locale} />
              </Link>
            </h3>
            <p className="muted">
              {formatRange(item.startsAt, item.endsAt, item.zone, locale, now)} <Where item={item} locale={locale} />
            </p>
            <p className="mt-1 flex flex-wrap gap-2">
              {item.forName && <Chip>{item.forName}</Chip>}
              <State item={item} past={past} locale={locale} now={now} />
            </p>
          </div>
          {!past && <Acts item={item} now={now} />}
        </li>
      ))}
    </ul>
  )
}

function Where({ item, locale }: { item: MyRsvpItem; locale: Locale }) {
  const t = useTranslations('rsvps.me')
  if (item.mode === 'online') return <>· {t('online')}</>
  const place = item.venueNames ?? item.place
  return place ? (
    <>
      · <Text value={place} locale={locale} />
    </>
  ) : null
}

function State({ item, past, locale, now }: { item: MyRsvpItem; past: boolean; locale: Locale; now: Date }) {
  const t = useTranslations('rsvps')
  if (item.activityStatus === 'cancelled') return <Chip tone="stop">{t('me.activityCancelled')}</Chip>
  if (past) {
    if (item.status === 'late_cancelled') return <Chip>{t('status.late_cancelled')}</Chip>
    return item.attended ? <Chip tone="ok">{t('me.attended')}</Chip> : <Chip>{t('me.notAttended')}</Chip>
  }
  if (item.status === 'offered' && item.offerExpiresAt)
    return <Chip tone="wait">{t('me.confirmBy', { when: formatWhenInside(item.offerExpiresAt, item.zone, locale, now) })}</Chip>
  if (item.status === 'waitlisted') return <Chip tone="wait">{t('me.position', { position: item.position ?? 1 })}</Chip>
  if (item.status === 'pending') return <Chip tone="wait">{t('status.pending')}</Chip>
  return (
    <>
      <Chip tone="ok">{item.companions > 0 ? t('panel.goingWith', { n: item.companions }) : t('status.going')}</Chip>
      {item.reconfirmAskedAt && (
        <Chip tone={item.reconfirmedAt ? 'ok' : 'wait'}>{item.reconfirmedAt ? t('panel.reconfirmed') : t('panel.reconfirm')}</Chip>
      )}
    </>
  )
}

function Acts({ item, now }: { item: MyRsvpItem; now: Date }) {
  const t = useTranslations('rsvps.panel')
  const p = useTranslations('rsvps')
  if (item.activityStatus === 'cancelled' || now >= item.startsAt) return null
  const input = { rsvpId: item.id }
  const late = now > (item.cancelUntil ?? new Date(item.startsAt.getTime() - 7_200_000))
  const words = {
    going: [t('cancel'), late ? t('cancelAskLate') : t('cancelAsk')],
    waitlisted: [t('leaveWaitlist'), undefined],
    pending: [t('withdraw'), undefined],
  } as const
  const [label, ask] = words[item.status as keyof typeof words] ?? []
  const confirm = item.forName && ask ? p('parent.cancelAsk', { name: item.forName }) : ask
  return (
    <div className="col-start-2 flex max-w-full flex-wrap gap-2 sm:max-w-72 sm:flex-col">
      <Answers rsvpId={item.id} isOther={item.forName !== null} {...item} />
      {label && <ActionButton action={cancelRsvpAction} input={input} label={label} confirm={confirm} size="s" />}
    </div>
  )
}
