import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { GroupDeskHead } from '@/components/groups/desk-head'
import { ExportsPanel } from '@/components/groups/exports-panel'
import { InvitePanel } from '@/components/groups/invite-panel'
import { MemberListView } from '@/components/groups/member-list'
import { ClientMessages } from '@/components/shell/client-messages'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { listMembers } from '@/lib/groups/queries/desk'
import { groupFilterHref, memberFilterSchema } from '@/lib/groups/schema'
import { formatWhen } from '@/lib/time/format'
import { orElsewhere } from '../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'groups.desk' })
  return { title: t('tab.members'), robots: { index: false } }
}

export default async function MembersPage({ params, searchParams }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const filter = memberFilterSchema.parse(await searchParams)
  const path = `/organize/groups/${slug}/members`
  const list = await listMembers(ctx, slug, filter).catch(orElsewhere(`/${locale}${path}`))
  const until = Object.fromEntries(list.invitations.map((i) => [i.id, formatWhen(i.expiresAt, list.zone, locale, ctx.now)]))
  const mayInvite = list.group.mayDecide && list.group.status === 'active' && list.group.joinMode !== 'closed'
  return (
    <div className="wrap page">
      <GroupDeskHead group={list.group} current="members" locale={locale} />
      <ClientMessages of={['groups.members', 'groups.invite', 'groups.exports']}>
        <div className={mayInvite ? 'grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]' : undefined}>
          <div className="min-w-0">
            <MemberListView list={list} filter={filter} locale={locale} now={ctx.now} />
            <Pager
              next={list.nextCursor && path + groupFilterHref({ ...filter, cursor: list.nextCursor })}
              first={filter.cursor && path + groupFilterHref({ ...filter, cursor: undefined })}
            />
            <ExportsPanel list={list} locale={locale} now={ctx.now} />
          </div>
          {mayInvite && <InvitePanel groupId={list.group.id} invitations={list.invitations} until={until} />}
        </div>
      </ClientMessages>
    </div>
  )
}
