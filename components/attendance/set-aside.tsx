'use client'

import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { excludeActivityAction, includeActivityAction } from '@/lib/attendance/actions'
import { excludeSchema } from '@/lib/attendance/schema'

/** Sets an activity aside from the figures, with the reason that stays beside it, or takes it back. */
export function SetAside({ activityId, reason }: { activityId: string; reason: string | null }) {
  const t = useTranslations('attendance.aside')
  if (reason !== null)
    return (
      <div className="notice notice-warn flex-wrap">
        <p className="flex-1">{t('because', { reason })}</p>
        <ActionButton action={includeActivityAction} input={{ activityId }} label={t('include')} confirm={t('includeConfirm')} />
      </div>
    )
  return (
    <details className="disclosure w-full max-w-[40rem]">
      <summary>{t('title')}</summary>
      <Form
        schema={excludeSchema}
        action={excludeActivityAction}
        defaultValues={{ activityId, reason: '' }}
        label={t('title')}
        className="flex flex-col gap-4 pt-2"
      >
        <p className="text-ink-2">{t('lead')}</p>
        <TextField name="reason" label={t('reason')} maxLength={500} />
        <div>
          <SubmitButton>{t('exclude')}</SubmitButton>
        </div>
      </Form>
    </details>
  )
}
