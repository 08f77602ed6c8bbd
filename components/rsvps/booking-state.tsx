import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Notice } from '@/components/ui/notice'
import type { Locale } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { acceptOfferAction } from '@/lib/rsvps/actions'
import type { ActivityBooking } from '@/lib/venues/queries/desk'

/** Where the booking of an activity stands; a space offered instead is accepted in one tap. */
export function BookingState({ booking, locale }: { booking: ActivityBooking; locale: Locale }) {
  const t = useTranslations('venues.booking')
  const names = { space: textIn(booking.spaceNames, locale), venue: textIn(booking.venueNames, locale) }
  const offered = booking.offeredNames && textIn(booking.offeredNames, locale)
  return (
    <section aria-label={t('title')} className="mb-6">
      <Notice tone={booking.status === 'confirmed' ? 'ok' : booking.status === 'requested' ? 'info' : 'warn'}>
        <p>{t(booking.status as 'requested', names)}</p>
        {booking.reason && <p>{t('reason', { reason: booking.reason })}</p>}
        {offered && (
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <p>{t('offered', { space: offered })}</p>
            <ActionButton
              action={acceptOfferAction}
              input={{ bookingId: booking.id }}
              label={t('accept', { space: offered })}
              variant="primary"
            />
          </div>
        )}
      </Notice>
    </section>
  )
}
