import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Seal } from '@/components/groups/seal'
import { ReportLink } from '@/components/shell/report-link'
import { ButtonLink } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { formatFullDate, formatNumber, weekFrom } from '@/lib/time/format'
import type { VenueDetail } from '@/lib/venues/queries'
import { levelOn, mapHref, openingLines } from '@/lib/venues/rules'
import type { MapTiles } from '@/lib/venues/rules/streets'
import { StreetMap } from './street-map'
import styles from './venues.module.css'

type Props = { venue: VenueDetail; district: { names: LocalText } | undefined; locale: Locale; today: string; tiles: MapTiles | null }

/** What one needs to know before coming: address in both scripts, level, hours, facilities, who runs it. */
export function VenueFacts({ venue, district, locale, today, tiles }: Props) {
  const t = useTranslations('venues')
  const map = mapHref(venue)
  return (
    <>
      <dl className={styles.facts}>
        <Fact label={t('page.address')}>
          {venue.addresses ? <Addresses addresses={venue.addresses} locale={locale} /> : t('page.no_address')}
          {district && (
            <p className="small muted">
              <Text value={district.names} locale={locale} />
            </p>
          )}
          <p className="mt-2 flex flex-wrap gap-2">
            {(venue.addresses?.zh ?? venue.addresses?.und) && (
              <ButtonLink href={`/venues/${venue.slug}?view=driver`} size="s">
                {t('page.driver')}
              </ButtonLink>
            )}
            {map && (
              <ButtonLink href={map} size="s" rel="noopener">
                {t('page.maps')}
              </ButtonLink>
            )}
          </p>
        </Fact>
        {venue.directions && (
          <Fact label={t('page.directions')}>
            <Text value={venue.directions} locale={locale} />
          </Fact>
        )}
        {venue.level !== 'NONE' && (
          <Fact label={t('page.level')}>
            <Level venue={venue} locale={locale} today={today} />
          </Fact>
        )}
        {venue.openingHours && (
          <Fact label={t('page.hours')}>
            <Hours hours={venue.openingHours} locale={locale} />
          </Fact>
        )}
        {venue.capacity && <Fact label={t('page.capacity')}>{t('page.people', { n: formatNumber(venue.capacity, locale) })}</Fact>}
        {venue.facilities.length > 0 && (
          <Fact label={t('page.facilities')}>
            <span className="flex flex-wrap gap-2">
              {venue.facilities.map((facility) => (
                <Chip key={facility}>{t(`facilities.${facility}`)}</Chip>
              ))}
            </span>
          </Fact>
        )}
        {venue.operator && (
          <Fact label={t('page.operator')}>
            <a className="link" href={`/${locale}/groups/${venue.operator.slug}`}>
              <Seal text={venue.operator.shortName} id={venue.operator.id} size={22} />{' '}
              <Text value={venue.operator.names} locale={locale} />
            </a>
          </Fact>
        )}
      </dl>
      {tiles && venue.lng !== null && venue.lat !== null && (
        <StreetMap venues={[{ ...venue, lng: venue.lng, lat: venue.lat }]} tiles={tiles} label={t('page.streets')} locale={locale} />
      )}
      <div className="print:hidden">
        <ReportLink noun="venue" id={venue.id} />
      </div>
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Addresses({ addresses, locale }: { addresses: LocalText; locale: Locale }) {
  const own = <Text as="p" value={addresses} locale={locale} />
  const other = locale === 'en' ? addresses.zh : addresses.en
  return (
    <>
      {own}
      {other && (
        <p className="muted" lang={locale === 'en' ? 'zh-CN' : 'en'}>
          {other}
        </p>
      )}
    </>
  )
}

/** A level with who awarded it and until when; one that has ended says so. */
function Level({ venue, locale, today }: Pick<Props, 'venue' | 'locale' | 'today'>) {
  const t = useTranslations('venues')
  const date = venue.levelEndsOn && formatFullDate(venue.levelEndsOn, locale)
  const level = t(`levels.${venue.level}`)
  const source = venue.levelSource && <span className="muted"> · {t('page.level_source', { source: venue.levelSource })}</span>
  if (date && levelOn(venue, today) === 'NONE')
    return (
      <span className="muted">
        {t('page.level_past', { level, date })}
        {source}
      </span>
    )
  return (
    <>
      {level}
      {source}
      {date && <span className="muted"> · {t('page.level_until', { date })}</span>}
    </>
  )
}

function Hours({ hours, locale }: { hours: NonNullable<VenueDetail['openingHours']>; locale: Locale }) {
  const t = useTranslations('venues.page')
  const days = weekFrom('2026-11-16', locale).map((d) => d.weekday)
  return openingLines(hours).map(({ from, to, hours }) => (
    <p key={from} className={hours.length === 0 ? 'muted' : undefined}>
      {from === to ? days[from - 1] : `${days[from - 1]} – ${days[to - 1]}`}{' '}
      {hours.length === 0 ? t('closed') : hours.map(([opens, closes]) => `${opens}–${closes}`).join(' · ')}
    </p>
  ))
}
