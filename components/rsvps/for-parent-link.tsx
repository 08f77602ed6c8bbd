import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import type { RsvpActivity } from '@/lib/rsvps/rules'

/** Where a member goes to sign a parent up, as long as anybody may come. */
export function ForParentLink({ activity, signedIn, now }: { activity: RsvpActivity & { id: string }; signedIn: boolean; now: Date }) {
  const t = useTranslations('rsvps.parent')
  const isOpen = activity.status === 'published' && activity.audience === 'public' && now < activity.startsAt
  if (!signedIn || !isOpen || activity.rsvpMode === 'invite' || activity.rsvpMode === 'walk_in') return null
  return (
    <p className="mt-3">
      <Link href={`/me/parents/${activity.id}`} className="link inline-block py-1">
        {t('link')}
      </Link>
    </p>
  )
}
