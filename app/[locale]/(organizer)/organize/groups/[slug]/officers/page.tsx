import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { GroupDeskHead } from '@/components/groups/desk-head'
import { AppointPanel } from '@/components/groups/officer-forms'
import { OfficerListView } from '@/components/groups/officer-list'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { listOfficers } from '@/lib/groups/queries/desk'
import { orElsewhere } from '../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'groups.desk' })
  return { title: t('tab.officers'), robots: { index: false } }
}

export default async function OfficersPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const list = await listOfficers(ctx, slug).catch(orElsewhere(`/${locale}/organize/groups/${slug}/officers`))
  const mayAppoint = list.group.mayAppoint && list.group.status === 'active'
  return (
    <div className="wrap page">
      <GroupDeskHead group={list.group} current="officers" locale={locale} />
      <ClientMessages of={['groups.officers_page', 'groups.roles']}>
        <div className={mayAppoint ? 'grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]' : undefined}>
          <OfficerListView list={list} locale={locale} now={ctx.now} />
          {mayAppoint && <AppointPanel groupId={list.group.id} />}
        </div>
      </ClientMessages>
    </div>
  )
}
