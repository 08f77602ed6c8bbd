import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ActionButton } from '@/components/form/action-button'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Table, Td, Th } from '@/components/ui/table'
import { Text } from '@/components/ui/text'
import styles from '@/components/venues/week.module.css'
import type { Locale } from '@/db/vocabulary'
import { endBookingAction } from '@/lib/rsvps/actions'
import { formatDay, formatFullDate, formatTime } from '@/lib/time/format'
import type { KeeperWeek, VenueDesk } from '@/lib/venues/queries/desk'

type Props = { desk: VenueDesk; week: KeeperWeek; locale: Locale; now: Date; children: ReactNode }
type Booked = KeeperWeek['sheet'][number]

/** A day of the venue, by the hour: which space, who, whom to call, how many have come; on paper for whoever opens the doors. */
export function DaySheet({ desk, week: { sheet, day, today }, locale, now, children }: Props) {
  const t = useTranslations('venues.desk')
  const space = new Map(desk.spaces.map((s) => [s.id, s.names]))
  return (
    <>
      <Text as="p" value={desk.venue.names} locale={locale} className="hidden font-serif text-2xl print:block" />
      <div className={styles.head}>
        <h2 id="day">
          <span className="print:hidden">{formatDay(day, locale, today)}</span>
          <span className="hidden print:inline">{formatFullDate(day, locale)}</span>
        </h2>
        <div>{children}</div>
      </div>
      {sheet.length === 0 ? (
        <div className="mt-4">
          <Empty title={t('sheet.none')} />
        </div>
      ) : (
        <Table caption={t('sheet.title')} captionHidden stack className={`mt-3 ${styles.sheet}`}>
          <thead>
            <tr>
              <Th>{t('sheet.hours')}</Th>
              <Th>{t('space')}</Th>
              <Th>{t('sheet.who')}</Th>
              <Th>{t('sheet.contact')}</Th>
              <Th numeric>{t('sheet.checked_in')}</Th>
              <Th className="print:hidden">{t('sheet.answer')}</Th>
            </tr>
          </thead>
          <tbody>
            {sheet.map((booked) => (
              <tr key={booked.id} data-asked={booked.status === 'requested' || undefined}>
                <Th scope="row">
                  {formatTime(booked.startsAt, desk.zone, locale)}–{formatTime(booked.endsAt, desk.zone, locale)}
                </Th>
                <Td head={t('space')} className="whitespace-nowrap">
                  <Text value={space.get(booked.spaceId)} locale={locale} />
                </Td>
                <Td head={t('sheet.who')}>
                  <Who booked={booked} locale={locale} />
                </Td>
                <Td head={t('sheet.contact')}>{[...new Set([booked.contact, booked.mailbox])].filter(Boolean).join(' · ') || '–'}</Td>
                <Td numeric head={t('sheet.checked_in')}>
                  {booked.activityId ? booked.checkedIn : '–'}
                </Td>
                <Td head={t('sheet.answer')} className="print:hidden">
                  {booked.status === 'requested' && <Chip tone="wait">{t('requested')}</Chip>}
                  {booked.status === 'confirmed' && desk.mayKeep && booked.endsAt > now && (
                    <ActionButton
                      action={endBookingAction}
                      input={{ bookingId: booked.id }}
                      label={t('end')}
                      confirm={t('end_confirm')}
                      size="s"
                    />
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  )
}

function Who({ booked, locale }: { booked: Booked; locale: Locale }) {
  const t = useTranslations('venues.desk')
  if (!booked.groupNames) return booked.note ?? t('blocked')
  return (
    <div>
      {booked.titles && <Text as="p" value={booked.titles} locale={locale} className="font-semibold" />}
      <Text as="p" value={booked.groupNames} locale={locale} />
      {booked.note && <p className="small muted">{booked.note}</p>}
    </div>
  )
}
