'use client'

import { useTranslations } from 'next-intl'
import { SelectField, SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog } from '@/components/ui/dialog'
import { declineBookingAction, offerSpaceAction } from '@/lib/venues/actions'
import { bookingDeclineSchema, offerSpaceSchema } from '@/lib/venues/schema'

type Space = { value: string; label: string }

/** The keeper's no, or another space for the same hours. Needs the messages `venues.desk`. */
export function AnswerForms({ bookingId, spaces }: { bookingId: string; spaces: Space[] }) {
  const t = useTranslations('venues.desk')
  return (
    <>
      {spaces.length > 0 && (
        <Dialog title={t('offer')} trigger={t('offer')} closeLabel={t('close')}>
          <Form
            schema={offerSpaceSchema}
            action={offerSpaceAction}
            defaultValues={{ bookingId, spaceId: '', reason: '' }}
            label={t('offer')}
          >
            <SelectField name="spaceId" label={t('space')} placeholder={t('choose')} options={spaces} />
            <TextAreaField name="reason" label={t('reason')} hint={t('reason_hint')} rows={2} optional />
            <SubmitButton className="self-start">{t('offer_send')}</SubmitButton>
          </Form>
        </Dialog>
      )}
      <Dialog title={t('decline')} trigger={t('decline')} closeLabel={t('close')}>
        <Form schema={bookingDeclineSchema} action={declineBookingAction} defaultValues={{ bookingId, reason: '' }} label={t('decline')}>
          <TextAreaField name="reason" label={t('reason')} hint={t('reason_hint')} rows={2} />
          <SubmitButton variant="danger" className="self-start">
            {t('decline')}
          </SubmitButton>
        </Form>
      </Dialog>
    </>
  )
}
