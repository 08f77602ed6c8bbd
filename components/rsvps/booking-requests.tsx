import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Text } from '@/components/ui/text'
import { AnswerForms } from '@/components/venues/answer-forms'
import type { Locale, LocalText } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { acceptBookingAction } from '@/lib/rsvps/actions'
import { formatAgo, formatRange } from '@/lib/time/format'
import type { BookingRequest, VenueDesk } from '@/lib/venues/queries/desk'

type Props = { desk: VenueDesk; requests: BookingRequest[]; locale: Locale; now: Date }

/** What waits for the keeper's word, oldest first: accept, offer another space, decline; overlaps by name. */
export function BookingRequests({ desk, requests, locale, now }: Props) {
  const t = useTranslations('venues.desk')
  if (requests.length === 0)
    return (
      <Empty title={t('none')}>
        <p className="w-full">{t('none_hint')}</p>
        <ButtonLink href={`/organize/venues/${desk.venue.slug}/week`}>{t('see_week')}</ButtonLink>
      </Empty>
    )
  const nameOf = (group: LocalText | null, note: string | null) => (group ? textIn(group, locale) : (note ?? t('blocked')))
  return (
    <section aria-labelledby="requests">
      <h2 id="requests" className="mb-4">
        {t('requests_title')}
      </h2>
      <ol className="flex flex-col gap-4">
        {requests.map((request) => {
          const space = desk.spaces.find((s) => s.id === request.spaceId)
          const others = desk.spaces.filter((s) => s.bookable && s.id !== request.spaceId)
          return (
            <Card as="li" key={request.id} className="flex flex-col gap-3 p-5">
              <div>
                <Text as="h3" value={request.groupNames ?? {}} locale={locale} />
                {request.titles && <Text as="p" value={request.titles} locale={locale} />}
                <p className="mt-1">
                  <strong>{formatRange(request.startsAt, request.endsAt, desk.zone, locale, now)}</strong>
                  {' · '}
                  <Text value={space?.names ?? {}} locale={locale} />
                </p>
                <p className="small muted">{t('asked', { ago: formatAgo(request.createdAt, now, locale) })}</p>
              </div>
              {request.note && <p>{request.note}</p>}
              {request.overlaps.length > 0 && (
                <div className="notice notice-warn">
                  <p>
                    {t('overlaps')}{' '}
                    {request.overlaps
                      .map((o) => t(`clash_${o.status as 'requested'}`, { name: nameOf(o.groupNames, o.note) }))
                      .join(locale === 'en' ? ', ' : '、')}
                  </p>
                </div>
              )}
              {desk.mayKeep && (
                <div className="flex flex-wrap items-center gap-2">
                  <ActionButton action={acceptBookingAction} input={{ bookingId: request.id }} label={t('accept')} variant="primary" />
                  <AnswerForms
                    bookingId={request.id}
                    spaces={others.map((s) => ({
                      value: s.id,
                      label: `${textIn(s.names, locale)}${s.capacity ? ` (${s.capacity})` : ''}`,
                    }))}
                  />
                </div>
              )}
            </Card>
          )
        })}
      </ol>
    </section>
  )
}
