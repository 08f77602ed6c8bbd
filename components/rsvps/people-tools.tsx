import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Card } from '@/components/ui/card'
import { drawLotsAction, rsvpForAction } from '@/lib/rsvps/actions'
import type { People } from '@/lib/rsvps/queries/people'
import { CapacityForm } from './capacity-form'
import { ChainForm } from './chain-form'
import { RsvpForForm } from './rsvp-for-form'

/** What an organizer does beside the list: register somebody, a member or a person without an account; change the places. */
export function PeopleTools({ people, q, title }: { people: People; q: string; title: string }) {
  const t = useTranslations('rsvps.people')
  const { activity, members } = people
  return (
    <div className="flex flex-col gap-6">
      <Card as="section" className="flex flex-col gap-4 p-5">
        <h2 className="text-xl">{t('for.title')}</h2>
        <p className="muted">{t('for.lead')}</p>
        <RsvpForForm activityId={activity.id} title={title} companionsAllowed={activity.companionsAllowed} />
        <h3 className="text-lg">{t('for.member')}</h3>
        {q === '' ? (
          <p className="muted">{t('for.memberHint')}</p>
        ) : members.length === 0 ? (
          <p className="muted">{t('noMatch', { q })}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {members.map((member) => (
              <li key={member.id}>
                <ActionButton
                  action={rsvpForAction}
                  input={{ activityId: activity.id, personId: member.id }}
                  label={t('for.memberGo', { name: member.displayName })}
                  doneLabel={t('for.done', { name: member.displayName })}
                  size="s"
                />
              </li>
            ))}
          </ul>
        )}
      </Card>
      {activity.rsvpMode === 'lottery' && activity.status === 'published' && (
        <Card as="section" className="flex flex-col gap-4 p-5">
          <h2 className="text-xl">{t('lots.title')}</h2>
          <p className="muted">{t('lots.lead')}</p>
          <ActionButton
            action={drawLotsAction}
            input={{ activityId: activity.id }}
            label={t('lots.draw')}
            confirm={t('lots.confirm')}
            doneLabel={t('lots.done')}
          />
        </Card>
      )}
      <Card as="section" className="flex flex-col gap-4 p-5">
        <h2 className="text-xl">{t('chain.title')}</h2>
        <p className="muted">{t('chain.lead')}</p>
        <ChainForm activityId={activity.id} />
      </Card>
      <Card as="section" className="flex flex-col gap-4 p-5">
        <h2 className="text-xl">{t('capacity.title')}</h2>
        <CapacityForm activityId={activity.id} capacity={activity.capacity} />
      </Card>
    </div>
  )
}
