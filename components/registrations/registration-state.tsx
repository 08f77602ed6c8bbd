import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import type { ShownRegistration } from '@/lib/registrations/queries'

const tones = {
  draft: 'plain',
  submitted: 'wait',
  recommended: 'wait',
  sent_back: 'stop',
  approved: 'ok',
  refused: 'stop',
  withdrawn: 'plain',
} as const

/** Where an application stands, and whose word it waits for. */
export function RegistrationState({ registration }: { registration: Pick<ShownRegistration, 'status' | 'waitsFor'> }) {
  const t = useTranslations('registrations.states')
  const { status, waitsFor } = registration
  return <Chip tone={tones[status]}>{status === 'submitted' ? t(`submitted_${waitsFor ?? 'network'}`) : t(status)}</Chip>
}
