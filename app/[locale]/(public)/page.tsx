import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ActivityDays } from '@/components/activities/activity-days'
import { Doors } from '@/components/shell/doors'
import { NearMe } from '@/components/shell/near-me'
import { NotSetUp } from '@/components/shell/not-set-up'
import { NothingSoon } from '@/components/shell/nothing-soon'
import { WeekStrip } from '@/components/shell/week-strip'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/db/vocabulary'
import { countByDay, getNearestActivity, listActivities } from '@/lib/activities/queries'
import { currentCtx } from '@/lib/auth/actor'
import { countGroups } from '@/lib/groups/queries'
import { getReference, listOfferedDistricts } from '@/lib/network/queries'
import { addDays, localDate } from '@/lib/time/zones'
import { countVenues } from '@/lib/venues/queries/directory'
import { HomeFoot } from './home-foot'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ district?: string | string[] }> }
const DAYS = 7
const ROWS = 16

export default async function HomePage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const [t, asked, ctx] = await Promise.all([getTranslations('common.home'), searchParams, currentCtx()])
  const { network, districts } = await getReference(ctx)
  if (!network) return <NotSetUp />
  const district = districts.find((d) => d.code === asked.district) ?? null
  const near = { districtCode: district?.code }
  const today = localDate(ctx.now, network.zone)
  const [week, { items, nextCursor }, groups, venues] = await Promise.all([
    countByDay(ctx, today, DAYS, near),
    listActivities(ctx, { ...near, from: today, to: addDays(today, DAYS - 1), limit: ROWS }),
    countGroups(ctx),
    countVenues(ctx),
  ])
  const query = district ? `&district=${district.code}` : ''
  const shown = { locale, now: ctx.now }
  return (
    <div className="wrap">
      <section className="home-hero">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('sentence')}</p>
        </div>
        <NearMe districts={await listOfferedDistricts(ctx, asked.district)} chosen={district} query={query} locale={locale} />
      </section>
      <WeekStrip today={today} week={week} query={query} locale={locale} />
      <div className="home-cols">
        <section aria-label={t('list_label')}>
          {items.length > 0 && <ActivityDays activities={items} {...shown} />}
          {items.length === 0 && <NothingSoon next={await getNearestActivity(ctx, near)} district={district} {...shown} />}
          {nextCursor && <ButtonLink href={`/activities?cursor=${nextCursor}${query}`}>{t('more')}</ButtonLink>}
        </section>
        <Doors groups={groups} venues={venues} activities={week.reduce((sum, day) => sum + day.count, 0)} locale={locale} />
      </div>
      <HomeFoot locale={locale} />
    </div>
  )
}
