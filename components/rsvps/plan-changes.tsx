'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField, SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { cancelActivityAction, postponeActivityAction } from '@/lib/rsvps/actions'
import { cancelActivitySchema, postponeActivitySchema } from '@/lib/rsvps/schema'
import { localParts } from '@/lib/time/zones'
import { CapacityForm } from './capacity-form'

export type PlannedActivity = {
  id: string
  startsAt: Date
  endsAt: Date | null
  zone: string
  capacity: number | null
}

type Which = 'capacity' | 'postpone' | 'cancel'

/**
 * What changes a published activity for people who signed up: its places, its date, its taking place. Needs the messages
 * `rsvps.plan` and `rsvps.people.capacity`.
 */
export function PlanChanges({ activity, mayCancel, mayPostpone }: { activity: PlannedActivity; mayCancel: boolean; mayPostpone: boolean }) {
  const t = useTranslations('rsvps.plan')
  const [open, setOpen] = useState<Which | null>(null)
  const [done, setDone] = useState<string>()
  const finish = (text: string) => {
    setOpen(null)
    setDone(text)
  }
  const dialog = (which: Which) => ({
    title: t(which),
    trigger: t(which),
    triggerClassName: which === 'cancel' ? 'btn btn-quiet btn-s text-seal-ink' : 'btn btn-quiet btn-s',
    open: open === which,
    onOpenChange: (is: boolean) => setOpen(is ? which : null),
    closeLabel: t('close'),
  })
  const { date, time } = localParts(activity.startsAt, activity.zone)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Dialog {...dialog('capacity')}>
          <CapacityForm activityId={activity.id} capacity={activity.capacity} />
        </Dialog>
        {mayPostpone && (
          <Dialog {...dialog('postpone')} description={t('postponeLead')}>
            <Form
              schema={postponeActivitySchema}
              action={postponeActivityAction}
              defaultValues={{ activityId: activity.id, startsAt: `${date}T${time}`, reason: '' }}
              onDone={({ asked }) => finish(t('postponed', { n: asked }))}
            >
              <DateTimeField name="startsAt" label={t('startsAt')} />
              <DateTimeField name="endsAt" label={t('endsAt')} hint={t('endsAtHint')} optional />
              <TextAreaField name="reason" label={t('reason')} hint={t('postponeReasonHint')} rows={2} optional />
              <SubmitButton>{t('postponeDo')}</SubmitButton>
            </Form>
          </Dialog>
        )}
        {mayCancel && (
          <Dialog {...dialog('cancel')} description={t('cancelLead')}>
            <Form
              schema={cancelActivitySchema}
              action={cancelActivityAction}
              defaultValues={{ activityId: activity.id, reason: '' }}
              onDone={({ told }) => finish(t('cancelled', { n: told }))}
            >
              <TextAreaField name="reason" label={t('reason')} hint={t('cancelReasonHint')} rows={2} />
              <SubmitButton variant="danger">{t('cancelDo')}</SubmitButton>
            </Form>
          </Dialog>
        )}
      </div>
      {done && <Notice tone="ok">{done}</Notice>}
    </div>
  )
}
