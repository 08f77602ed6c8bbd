'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionButton } from '@/components/form/action-button'
import { issueClaimCodeAction } from '@/lib/rsvps/actions'
import { ClaimSlip } from './claim-slip'

/** A new claim code for who lost hers. Needs the messages `rsvps.newCode` and `rsvps.slip`. */
export function NewClaimCode({ rsvpId, name, where }: { rsvpId: string; name: string; where: string }) {
  const t = useTranslations('rsvps.newCode')
  const [code, setCode] = useState<string>()
  if (code) return <ClaimSlip name={name} code={code} where={where} />
  return (
    <ActionButton
      action={issueClaimCodeAction}
      input={{ rsvpId }}
      label={t('label')}
      confirm={t('ask', { name })}
      onDone={({ claimCode }) => setCode(claimCode)}
      variant="plain"
      size="s"
    />
  )
}
