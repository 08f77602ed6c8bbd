'use client'

import { useTranslations } from 'next-intl'
import { SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { askForChangesAction } from '@/lib/activities/actions'
import { askForChangesSchema } from '@/lib/activities/schema'

/** Sends a flagged activity back with what should change. */
export function AskForChanges({ activityId }: { activityId: string }) {
  const t = useTranslations('activities.desk')
  return (
    <details className="disclosure min-w-0 flex-1 basis-72">
      <summary>{t('ask')}</summary>
      <Form
        schema={askForChangesSchema}
        action={askForChangesAction}
        defaultValues={{ activityId }}
        className="flex flex-col gap-3"
        label={t('ask')}
      >
        <TextAreaField name="reason" label={t('askReason')} rows={3} />
        <div>
          <SubmitButton>{t('askSend')}</SubmitButton>
        </div>
      </Form>
    </details>
  )
}
