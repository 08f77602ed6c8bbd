'use client'

import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog } from '@/components/ui/dialog'
import {
  approveRegistrationAction,
  recommendRegistrationAction,
  refuseRegistrationAction,
  sendBackRegistrationAction,
} from '@/lib/registrations/actions'
import type { ShownRegistration } from '@/lib/registrations/queries'
import { registrationReasonSchema } from '@/lib/registrations/schema'

type Props = { registration: Pick<ShownRegistration, 'id' | 'mayRecommend' | 'maySendBack' | 'mayDecide' | 'waitsFor'> }

/** What this reader may answer to an application. */
export function ReviewActs({ registration }: Props) {
  const t = useTranslations('registrations.acts')
  const { id, mayRecommend, maySendBack, mayDecide, waitsFor } = registration
  if (!mayRecommend && !maySendBack && !mayDecide) return null
  const input = { registrationId: id }
  return (
    <div className="flex flex-wrap items-start gap-3">
      {mayRecommend && <ActionButton action={recommendRegistrationAction} input={input} label={t('recommend')} variant="primary" />}
      {mayDecide && waitsFor === 'network' && (
        <ActionButton action={approveRegistrationAction} input={input} label={t('approve')} confirm={t('approve_ask')} variant="primary" />
      )}
      {maySendBack && <WithReason id={id} act="send_back" action={sendBackRegistrationAction} />}
      {mayDecide && <WithReason id={id} act="refuse" action={refuseRegistrationAction} />}
    </div>
  )
}

function WithReason({
  id,
  act,
  action,
}: {
  id: string
  act: 'send_back' | 'refuse'
  action: typeof sendBackRegistrationAction | typeof refuseRegistrationAction
}) {
  const t = useTranslations('registrations.acts')
  return (
    <Dialog title={t(act)} description={t(`${act}_hint`)} trigger={t(act)} closeLabel={t('close')}>
      <Form schema={registrationReasonSchema} action={action} defaultValues={{ registrationId: id, reason: '' }} label={t(act)}>
        <TextAreaField name="reason" label={t('reason')} hint={t('reason_hint')} rows={3} maxLength={500} />
        <SubmitButton variant={act === 'refuse' ? 'danger' : 'primary'} className="self-start">
          {t(act)}
        </SubmitButton>
      </Form>
    </Dialog>
  )
}
