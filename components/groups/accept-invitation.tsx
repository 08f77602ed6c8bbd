'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { useAddressLocale } from '@/components/form/client-texts'
import { acceptInvitationAction } from '@/lib/groups/actions'

/** Accepts by a press, then goes on to what was offered. */
export function AcceptInvitation({ secret, next, as }: { secret: string; next: string; as: string }) {
  const t = useTranslations('groups.invitation')
  const router = useRouter()
  const locale = useAddressLocale()
  return (
    <div className="flex flex-col items-start gap-2">
      <ActionButton
        action={acceptInvitationAction}
        input={{ secret }}
        label={t('accept')}
        variant="primary"
        size="l"
        onDone={() => router.push(`/${locale}${next === '/' ? '' : next}`)}
      />
      <p className="small muted">{t('as', { name: as })}</p>
    </div>
  )
}
