import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Chip } from '@/components/ui/chip'
import { cancelRsvpAction } from '@/lib/rsvps/actions'
import type { MyParent } from '@/lib/rsvps/queries/parents'
import { Answers } from './answers'

/** The relatives whom a member signed up, each to be answered for or cancelled. */
export function Parents({ parents }: { parents: MyParent[] }) {
  const t = useTranslations('rsvps')
  if (parents.length === 0) return null
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-xl">{t('parent.signedUp')}</h2>
      <ul className="card divide-y divide-line">
        {parents.map(({ rsvpId, displayName, status, ...asked }) => (
          <li key={rsvpId} className="flex flex-wrap items-center gap-3 px-4 py-3">
            <b className="min-w-0 flex-1">{displayName}</b>
            <Chip tone={status === 'going' ? 'ok' : 'wait'}>{t(`status.${status}`)}</Chip>
            <Answers rsvpId={rsvpId} status={status} {...asked} isOther />
            <ActionButton
              action={cancelRsvpAction}
              input={{ rsvpId }}
              label={t('people.cancel')}
              confirm={t('parent.cancelAsk', { name: displayName })}
              variant="plain"
              size="s"
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
