'use client'

import { useTranslations } from 'next-intl'
import { CheckboxField, SubmitButton } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { enterPaperAction } from '@/lib/attendance/actions'
import { paperSchema } from '@/lib/attendance/schema'

type Props = { activityId: string; absent: { personId: string; name: string }[] }

/** Who of those going signed the sheet of paper, entered within seven days of the end. */
export function PaperEntry({ activityId, absent }: Props) {
  const t = useTranslations('attendance.paper')
  return (
    <details className="disclosure">
      <summary>{t('title')}</summary>
      <Form
        schema={paperSchema}
        action={enterPaperAction}
        defaultValues={{ activityId, personIds: [] }}
        successMessage={t('done')}
        label={t('title')}
        className="flex flex-col gap-4 pt-2"
      >
        <p className="text-ink-2">{t('lead')}</p>
        <fieldset>
          <legend className="sr-only">{t('names')}</legend>
          <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
            {absent.map(({ personId, name }) => (
              <CheckboxField key={personId} name="personIds" value={personId} label={name} />
            ))}
          </div>
        </fieldset>
        <div>
          <SubmitButton>{t('enter')}</SubmitButton>
        </div>
      </Form>
    </details>
  )
}
