import { useTranslations } from 'next-intl'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import type { ActivityPage } from '@/lib/activities/queries'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { mapLinks } from './map-links'

/** The place in both scripts, how to get there, and what to show a driver. */
export function Where({ activity, locale }: { activity: ActivityPage; locale: Locale }) {
  const t = useTranslations('activities.page')
  return (
    <>
      {activity.mode !== 'onsite' && <OnlinePart link={activity.joiningLink} hybrid={activity.mode === 'hybrid'} />}
      {activity.mode !== 'online' &&
        (activity.venuePending ? (
          <strong>{t('venuePending')}</strong>
        ) : activity.venue ? (
          <Venue activity={activity} venue={activity.venue} locale={locale} />
        ) : activity.place ? (
          <FreePlace activity={activity} place={activity.place} locale={locale} />
        ) : (
          <strong>{t('venuePending')}</strong>
        ))}
      {activity.mode !== 'online' && activity.entrancePhotoId && !activity.venuePending && (
        <a href={`/api/files/${activity.entrancePhotoId}?w=1280`} className="mt-2 block max-w-80">
          {/* biome-ignore lint/performance/noImgElement: who may see it is asked at each request */}
          <img
            src={`/api/files/${activity.entrancePhotoId}?w=480`}
            alt={t('entranceAlt')}
            className="w-full rounded-lg object-cover"
            loading="lazy"
          />
        </a>
      )}
    </>
  )
}

function OnlinePart({ link, hybrid }: { link: string | null; hybrid: boolean }) {
  const t = useTranslations('activities.page')
  return (
    <p className={hybrid ? 'mb-2' : undefined}>
      <strong>{t(hybrid ? 'alsoOnline' : 'online')}</strong>
      <span className="muted"> · </span>
      {link ? (
        <a className="link" href={link} rel="noopener nofollow">
          {t('join')}
        </a>
      ) : (
        <span className="muted">{t('linkLater')}</span>
      )}
    </p>
  )
}

function Venue({ activity, venue, locale }: { activity: ActivityPage; venue: NonNullable<ActivityPage['venue']>; locale: Locale }) {
  const t = useTranslations('activities.page')
  const facilities = useTranslations('venues.facilities')
  const position = venue.lng !== null && venue.lat !== null ? { lng: venue.lng, lat: venue.lat, datum: venue.datum } : null
  const told = venue.facilities.filter((f) => ['step_free', 'lift', 'hearing_loop', 'accessible_toilet'].includes(f))
  return (
    <>
      <Link href={`/venues/${venue.slug}`} className="link font-semibold">
        <Text value={venue.names} locale={locale} />
      </Link>
      {activity.spaceNames && (
        <>
          {t('space')}
          <Text value={activity.spaceNames} locale={locale} />
        </>
      )}
      <OtherScript values={[venue.names, activity.spaceNames]} locale={locale} />
      {(venue.addresses || told.length > 0) && (
        <p className="muted">
          <Text value={venue.addresses} locale={locale} />
          <OtherScript values={[venue.addresses]} locale={locale} />
          {venue.addresses && told.length > 0 && ' · '}
          {told.map((f) => facilities(f)).join(t('listComma'))}
        </p>
      )}
      <Directions value={activity.placeDirections ?? venue.directions} locale={locale} />
      <Links activity={activity} name={textIn(venue.names, locale)} position={position} />
    </>
  )
}

function FreePlace({ activity, place, locale }: { activity: ActivityPage; place: LocalText; locale: Locale }) {
  const { placeLng: lng, placeLat: lat, placeDatum: datum } = activity
  const position = lng !== null && lat !== null ? { lng, lat, datum } : null
  return (
    <>
      <Text value={place} locale={locale} as="strong" />
      <OtherScript values={[place]} locale={locale} />
      <Directions value={activity.placeDirections} locale={locale} />
      <Links activity={activity} name={textIn(place, locale)} position={position} />
    </>
  )
}

/** The same name in the other script, for who asks the way. */
function OtherScript({ values, locale }: { values: (LocalText | null)[]; locale: Locale }) {
  const [mine, other] = locale === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const)
  const names = values.flatMap((value) => (value?.[mine] && value[other] ? [value[other]] : []))
  if (names.length === 0) return null
  return (
    <span className="muted" lang={other === 'zh' ? 'zh-CN' : 'en'}>
      {' '}
      {names.join(' · ')}
    </span>
  )
}

function Directions({ value, locale }: { value: LocalText | null; locale: Locale }) {
  return value ? (
    <p className="muted">
      <Text value={value} locale={locale} />
    </p>
  ) : null
}

function Links({ activity, name, position }: { activity: ActivityPage; name: string; position: Parameters<typeof mapLinks>[1] | null }) {
  const t = useTranslations('activities.page')
  const links = position && mapLinks(name, position)
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 [&>a]:inline-flex [&>a]:min-h-7 [&>a]:items-center">
      {links?.geo && (
        <a className="link" href={links.geo}>
          {t('openMap')}
        </a>
      )}
      {links?.amap && (
        <a className="link" href={links.amap} rel="noopener">
          {t('amap')}
        </a>
      )}
      <Link className="link" href={`/activities/${activity.slug}?view=driver`}>
        {t('driver')}
      </Link>
    </p>
  )
}
