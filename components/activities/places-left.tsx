import { useTranslations } from 'next-intl'
import { Meter } from '@/components/ui/meter'
import type { Places } from '@/lib/activities/rules'

/** The places in words, and a meter of what is taken beside them. */
export function PlacesLeft({ places, reason }: { places: Places; reason: string | null }) {
  const t = useTranslations('activities.row')
  switch (places.said) {
    case 'cancelled':
      return <span className="text-seal-ink">{reason ? t('cancelledWhy', { reason }) : t('cancelled')}</span>
    case 'ended':
      return <span className="muted">{t('ended')}</span>
    case 'walk_in':
      return <span className="muted">{t('walkIn')}</span>
    case 'unlimited':
      return <span className="muted">{t('unlimited')}</span>
    case 'left':
      return (
        <>
          <span>{t.rich('left', { left: places.left, capacity: places.capacity, b: (text) => <b>{text}</b> })}</span>
          <Meter value={places.capacity - places.left} max={places.capacity} />
        </>
      )
    case 'full':
      return (
        <>
          <span>
            {places.waitlisted > 0
              ? t('fullWaiting', { capacity: places.capacity, waitlisted: places.waitlisted })
              : t('full', { capacity: places.capacity })}
          </span>
          <Meter value={1} max={1} />
        </>
      )
  }
}
