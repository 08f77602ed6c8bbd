import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Button, ButtonLink } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Input } from '@/components/ui/input'
import { Meter } from '@/components/ui/meter'
import { Notice } from '@/components/ui/notice'
import type { Locale } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { acceptRsvpAction, cancelRsvpAction, declineRsvpAction } from '@/lib/rsvps/actions'
import type { People } from '@/lib/rsvps/queries/people'
import { formatWhen } from '@/lib/time/format'
import { NewClaimCode } from './new-claim-code'

type Row = People['rows'][number]
type Props = { people: People; q: string; locale: Locale; now: Date }

/** Who signed up, by state: to review first, then going, offered, waiting in their order. */
export function PeopleList({ people, q, locale, now }: Props) {
  const t = useTranslations('rsvps.people')
  const { activity, rows, seats } = people
  const isEmpty = rows.length === 0
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <section aria-label={t('list')} className="flex flex-col gap-3">
        <p className="font-serif text-xl">
          {activity.capacity === null
            ? t('seatsUnlimited', { seats: seats.seats })
            : t('seats', { seats: seats.seats, capacity: activity.capacity })}
        </p>
        {activity.capacity !== null && <Meter value={seats.seats} max={activity.capacity} />}
        {people.overBy > 0 && <Notice tone="warn">{t('over', { n: people.overBy })}</Notice>}
        {activity.status === 'cancelled' && <Notice tone="stop">{t('isCancelled')}</Notice>}
        <search>
          <form className="filters max-w-xl">
            <label className="sr-only" htmlFor="people-q">
              {t('search')}
            </label>
            <Input id="people-q" name="q" type="search" defaultValue={q} placeholder={t('search')} maxLength={60} />
            <Button type="submit">{t('searchGo')}</Button>
            {q && (
              <ButtonLink href={`/organize/activities/${activity.id}/people`} variant="plain">
                {t('clear')}
              </ButtonLink>
            )}
          </form>
        </search>
      </section>
      {isEmpty &&
        (q ? (
          <p className="muted">{t('noMatch', { q })}</p>
        ) : (
          <Empty title={t('none')}>
            <p>{t('noneHint')}</p>
          </Empty>
        ))}
      {(['pending', 'going', 'offered', 'waitlisted'] as const).map((status) => {
        const part = rows.filter((row) => row.status === status)
        return part.length > 0 && <Part key={status} status={status} rows={part} people={people} locale={locale} now={now} />
      })}
    </div>
  )
}

function Part({ status, rows, people, locale, now }: { status: Row['status']; rows: Row[]; people: People; locale: Locale; now: Date }) {
  const t = useTranslations('rsvps')
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-xl">
        {t(`status.${status}`)} <span className="muted font-normal">{t('people.people', { n: rows.length })}</span>
      </h2>
      <ul className="card divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
            {row.position !== null && <span className="min-w-6 text-right font-serif text-lg">{row.position}</span>}
            <div className="min-w-0 flex-1">
              <p className="font-semibold">
                {row.displayName || <span className="muted">{t('people.erased')}</span>}{' '}
                {row.companions > 0 && <span className="muted font-normal">+{row.companions}</span>}
              </p>
              <Details row={row} people={people} locale={locale} now={now} />
            </div>
            {people.mayManage && row.provisional && (
              <NewClaimCode rsvpId={row.id} name={row.displayName} where={textIn(people.activity.titles, locale)} />
            )}
            {people.mayManage && people.isOpen && <Acts row={row} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Details({ row, people, locale, now }: { row: Row; people: People; locale: Locale; now: Date }) {
  const t = useTranslations('rsvps.people')
  const when = (at: Date) => formatWhen(at, people.zone, locale, now)
  const asked = people.activity.questions.filter((q) => row.answers[q.id])
  const comma = locale === 'en' ? ', ' : '、'
  const told = (
    [
      ['access', row.accessNeeds ?? ''],
      ['skills', row.skills.join(comma)],
      ['interests', row.interests.join(comma)],
    ] as const
  ).filter(([, value]) => value !== '')
  return (
    <>
      <p className="muted flex flex-wrap items-center gap-x-3 gap-y-1">
        {when(row.createdAt)}
        {row.representsNames && <span>{textIn(row.representsNames, locale)}</span>}
        {row.companionNames.length > 0 && <span>{row.companionNames.join(comma)}</span>}
        {row.phone && (
          <a
            href={`tel:${row.phone.number}`}
            className="link inline-block py-0.5"
            aria-label={t('contacts.call', { name: row.displayName })}
          >
            {row.phone.shown}
          </a>
        )}
        {row.provisional && <Chip>{t('provisional')}</Chip>}
        {row.placedFor && <Chip>{t('placedFor')}</Chip>}
        {row.photosAgreed && <Chip>{t('contacts.photos')}</Chip>}
        {row.offerExpiresAt && <Chip tone="wait">{t('expires', { when: when(row.offerExpiresAt) })}</Chip>}
        {row.reconfirmAskedAt && row.status === 'going' && (
          <Chip tone={row.reconfirmedAt ? 'ok' : 'wait'}>{row.reconfirmedAt ? t('confirmed') : t('unconfirmed')}</Chip>
        )}
      </p>
      {(asked.length > 0 || told.length > 0) && (
        <dl className="mt-1 grid gap-x-3 sm:grid-cols-[auto_1fr]">
          {told.map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="muted">{t(`contacts.${key}`)}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
          {asked.map((q) => (
            <div key={q.id} className="contents">
              <dt className="muted">{textIn(q.label, locale)}</dt>
              <dd className="min-w-0 break-words">{row.answers[q.id]}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function Acts({ row }: { row: Row }) {
  const t = useTranslations('rsvps.people')
  const input = { rsvpId: row.id }
  if (row.status === 'pending')
    return (
      <div className="flex flex-wrap gap-2">
        <ActionButton action={acceptRsvpAction} input={input} label={t('accept')} variant="primary" size="s" />
        <ActionButton
          action={declineRsvpAction}
          input={input}
          label={t('decline')}
          confirm={t('declineAsk', { name: row.displayName })}
          size="s"
        />
      </div>
    )
  return (
    <ActionButton
      action={cancelRsvpAction}
      input={input}
      label={t('cancel')}
      confirm={t('cancelAsk', { name: row.displayName })}
      variant="plain"
      size="s"
    />
  )
}
