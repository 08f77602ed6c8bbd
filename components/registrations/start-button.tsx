'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { useAddressLocale } from '@/components/form/client-texts'
import type { registrationNouns } from '@/db/vocabulary'
import { startRegistrationAction } from '@/lib/registrations/actions'

/** Begins an application and opens its form. */
export function StartButton({ noun }: { noun: (typeof registrationNouns)[number] }) {
  const t = useTranslations('registrations.start')
  const router = useRouter()
  const locale = useAddressLocale()
  return (
    <ActionButton
      action={startRegistrationAction}
      input={{ noun }}
      label={t(`${noun}.begin`)}
      variant={noun === 'group' ? 'primary' : 'quiet'}
      className="self-start"
      onDone={({ id }) => router.push(`/${locale}/registrations/${id}/edit`)}
    />
  )
}
