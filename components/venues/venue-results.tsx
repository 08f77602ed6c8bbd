import { useTranslations } from 'next-intl'
import { NothingFound } from '@/components/ui/nothing-found'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import type { District, VenueCategory } from '@/lib/network/queries'
import { formatNumber } from '@/lib/time/format'
import type { countByDistrict, listVenueDots, listVenues } from '@/lib/venues/queries/directory'
import type { MapTiles } from '@/lib/venues/rules/streets'
import { type VenueFilter, venueFilterHref } from '@/lib/venues/schema'
import { DistrictList } from './district-list'
import { StreetMap } from './street-map'
import { VenueList } from './venue-list'
import { VenueMap } from './venue-map'
import styles from './venues.module.css'

type Found<Q extends (...input: never[]) => unknown> = Awaited<ReturnType<Q>>
type Props = {
  filter: VenueFilter
  page: Found<typeof listVenues>
  byDistrict: Found<typeof countByDistrict>
  dots: Found<typeof listVenueDots>
  districts: District[]
  categories: VenueCategory[]
  tiles: MapTiles | null
  locale: Locale
}

/**
 * What the directory's filter finds: how many, and the venues as a list with a small map, as a map with its districts, or,
 * where tiles are configured, on a map of streets.
 */
export function VenueResults({ filter, page, byDistrict, dots, districts, categories, tiles, locale }: Props) {
  const t = useTranslations('venues')
  const { cursor, view: asked, ...wishes } = filter
  const view = asked === 'streets' && !tiles ? undefined : asked
  const counts = new Map(byDistrict.map(({ code, count }) => [code, count]))
  const count = filter.district ? (counts.get(filter.district) ?? 0) : byDistrict.reduce((sum, row) => sum + row.count, 0)
  const isFiltered = Object.values(wishes).some((wish) => (Array.isArray(wish) ? wish.length > 0 : wish))
  const href = (over: Partial<VenueFilter>) => `/venues${venueFilterHref({ ...wishes, view, ...over })}`
  const map = <VenueMap dots={dots} districts={districts} counts={counts} filter={filter} locale={locale} />
  const list = (
    <div>
      {page.items.length === 0 && <NothingFound of="venues" filtered={isFiltered} all={`/venues${venueFilterHref({ view })}`} />}
      <VenueList venues={page.items} districts={districts} categories={categories} locale={locale} />
      <Pager next={page.nextCursor && href({ cursor: page.nextCursor })} first={cursor ? href({}) : null} />
    </div>
  )
  return (
    <>
      <Tabs
        label={t('list.view')}
        items={[
          { href: href({ view: undefined }), label: t('list.as_list'), current: !view },
          { href: href({ view: 'map' }), label: t('list.as_map'), current: view === 'map' },
          ...(tiles ? [{ href: href({ view: 'streets' }), label: t('list.as_streets'), current: view === 'streets' }] : []),
        ]}
      />
      <div id="results" aria-live="polite">
        <p className="small muted flex min-h-11 flex-wrap items-center gap-x-4">
          {count > 0 && t('list.found', { n: formatNumber(count, locale), count })}
          {isFiltered && count > 0 && (
            <Link href={`/venues${venueFilterHref({ view })}`} className="link inline-flex min-h-6 items-center">
              {t('filters.clear')}
            </Link>
          )}
        </p>
        {view === 'streets' && tiles && dots.length > 0 && (
          <StreetMap venues={dots} tiles={tiles} label={t('list.streets')} locale={locale} />
        )}
        {view === 'streets' ? (
          <div className="mt-8">{list}</div>
        ) : view ? (
          <>
            <section className={styles.mapView} aria-labelledby="map">
              <h2 id="map" className="sr-only">
                {t('list.map')}
              </h2>
              <div>
                {map}
                <p className="small muted mt-2">{t('list.map_note')}</p>
              </div>
              <DistrictList districts={districts} counts={counts} filter={filter} locale={locale} />
            </section>
            {filter.district && <div className="mt-8">{list}</div>}
          </>
        ) : (
          <div className={styles.columns}>
            {list}
            <aside aria-label={t('list.map')}>
              {map}
              <p className="small muted mt-2">{t('list.map_note')}</p>
            </aside>
          </div>
        )}
      </div>
    </>
  )
}
