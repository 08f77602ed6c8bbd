import type { Metadata } from 'next'
import { setRequestLocale } from 'next-intl/server'
import { cache } from 'react'
import { NextActivities } from '@/components/activities/next-activities'
import { GroupFacts } from '@/components/groups/group-facts'
import { GroupHead } from '@/components/groups/group-head'
import { GroupYear } from '@/components/groups/group-year'
import styles from '@/components/groups/groups.module.css'
import { JoinPanel } from '@/components/groups/join-panel'
import type { Locale } from '@/db/vocabulary'
import { listActivities } from '@/lib/activities/queries'
import { currentCtx } from '@/lib/auth/actor'
import { getGroup } from '@/lib/groups/queries'
import { getMyStanding } from '@/lib/groups/queries/mine'
import { textIn } from '@/lib/i18n/text'
import { getReference } from '@/lib/network/queries'
import { getGroupFigures, getGroupMonths } from '@/lib/statistics/queries/groups'
import { orElsewhere } from '../../../(organizer)/organize/activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }> }
const find = cache(async (slug: string, locale: Locale) =>
  getGroup(await currentCtx(), slug).catch(orElsewhere(`/${locale}/groups/${slug}`)),
)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params
  const group = await find(slug, locale)
  return { title: textIn(group.names, locale), description: textIn(group.purpose, locale) || undefined }
}

export default async function GroupPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const group = await find(slug, locale)
  const [{ items }, figures, months, standing, { districts }] = await Promise.all([
    listActivities(ctx, { groupId: group.id, limit: 5 }),
    getGroupFigures(ctx, [group.id]),
    getGroupMonths(ctx, group.id),
    getMyStanding(ctx, group),
    getReference(ctx),
  ])
  return (
    <div className="wrap page">
      <GroupHead group={group} district={districts.find((d) => d.code === group.districtCode)} locale={locale} />
      <div className={styles.columns}>
        <JoinPanel group={group} standing={standing} locale={locale} now={ctx.now} />
        <div className={styles.main}>
          <NextActivities of="groups" slug={slug} activities={items} locale={locale} now={ctx.now} />
          <GroupYear slug={slug} figures={figures.get(group.id)} months={months} locale={locale} />
        </div>
        <GroupFacts group={group} locale={locale} />
      </div>
    </div>
  )
}
