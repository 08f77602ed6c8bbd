import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { MyGroups } from '@/components/groups/my-groups'
import type { Locale } from '@/db/vocabulary'
import { requireActor } from '@/lib/auth/actor'
import { listMyGroups } from '@/lib/groups/queries/mine'
import { orElsewhere } from '../../../(organizer)/organize/activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'groups.mine' })
  return { title: t('title'), robots: { index: false } }
}

export default async function MyGroupsPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await requireActor().catch(orElsewhere(`/${locale}/me/groups`))
  const t = await getTranslations('groups.mine')
  return (
    <div className="wrap page narrow">
      <h1>{t('title')}</h1>
      <p className="muted mt-2 mb-8">{t('lead')}</p>
      <MyGroups groups={await listMyGroups(ctx)} locale={locale} now={ctx.now} />
    </div>
  )
}
