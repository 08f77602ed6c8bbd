'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionButton } from '@/components/form/action-button'
import { Notice } from '@/components/ui/notice'
import { sendTestMailAction } from '@/lib/accounts/actions'

/** Sends oneself a mail, to see that it arrives; where none leaves it says where it is kept. */
export function TestMail({ leaves }: { leaves: boolean }) {
  const t = useTranslations('network.testMail')
  const [sentTo, setSentTo] = useState<string>()
  if (sentTo) return <Notice tone="ok">{leaves ? t('sent', { email: sentTo }) : t('kept', { email: sentTo })}</Notice>
  return <ActionButton action={sendTestMailAction} input={{}} label={t('send')} size="s" onDone={({ email }) => setSentTo(email)} />
}
