import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { WorkspaceHead } from '@/components/activities/workspace-head'
import { InvitePeople } from '@/components/rsvps/invite-people'
import { PeopleList } from '@/components/rsvps/people-list'
import { PeopleTools } from '@/components/rsvps/people-tools'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { textIn } from '@/lib/i18n/text'
import { listInvited } from '@/lib/rsvps/queries/invited'
import { getPeople } from '@/lib/rsvps/queries/people'
import { peopleFilterSchema } from '@/lib/rsvps/schema'
import { orElsewhere } from '../door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'rsvps.people' })
  return { title: t('title'), robots: { index: false } }
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { q } = peopleFilterSchema.parse(await searchParams)
  const people = await getPeople(ctx, id, { q }).catch(orElsewhere(`/${locale}/organize/activities/${id}/people`))
  const invited = await listInvited(ctx, people.activity)
  return (
    <div className="wrap page">
      <WorkspaceHead activity={people.activity} zone={people.zone} current="people" locale={locale} now={ctx.now} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <ClientMessages of={['rsvps.slip', 'rsvps.newCode']}>
          <PeopleList people={people} q={q} locale={locale} now={ctx.now} />
        </ClientMessages>
        {people.mayManage && people.isOpen && (
          <ClientMessages of={['rsvps.people.for', 'rsvps.people.chain', 'rsvps.people.capacity', 'rsvps.people.invite', 'rsvps.slip']}>
            <div className="flex flex-col gap-6">
              {invited && <InvitePeople activityId={id} invited={invited} />}
              <PeopleTools people={people} q={q} title={textIn(people.activity.titles, locale)} />
            </div>
          </ClientMessages>
        )}
      </div>
    </div>
  )
}
