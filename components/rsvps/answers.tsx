import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { confirmOfferAction, declineOfferAction, reconfirmRsvpAction } from '@/lib/rsvps/actions'

type Props = {
  rsvpId: string
  status: string
  reconfirmAskedAt: Date | null
  reconfirmedAt: Date | null
  /** Whether it is the place of somebody for whom the member vouches. */
  isOther: boolean
}

/** Taking or passing on an offered place, and confirming after a change of the time. */
export function Answers({ rsvpId, status, reconfirmAskedAt, reconfirmedAt, isOther }: Props) {
  const t = useTranslations('rsvps.panel')
  const input = { rsvpId }
  if (status === 'offered')
    return (
      <>
        <ActionButton action={confirmOfferAction} input={input} label={t('confirmOffer')} variant="primary" size="s" />
        <ActionButton action={declineOfferAction} input={input} label={t('declineOffer')} size="s" />
      </>
    )
  if (status !== 'going' || !reconfirmAskedAt || reconfirmedAt) return null
  const label = isOther ? t('reconfirmThey') : t('reconfirmYes')
  return <ActionButton action={reconfirmRsvpAction} input={input} label={label} variant="primary" size="s" />
}
