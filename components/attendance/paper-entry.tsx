'use client'

import { useTranslations } from 'next-intl'
import { CheckboxField, SubmitButton } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { PhotosField } from '@/components/form/photos-field'
import { enterPaperAction } from '@/lib/attendance/actions'
import { MAX_PAPER_SHEETS, paperSchema } from '@/lib/attendance/schema'

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
        defaultValues={{ activityId, personIds: [], sheets: [] }}
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
        <PhotosField<{ fileId: string }>
          name="sheets"
          most={MAX_PAPER_SHEETS}
          fresh={(fileId) => ({ fileId })}
          words={{
            title: t('photo'),
            hint: t('photo_hint', { most: MAX_PAPER_SHEETS }),
            add: t('photo_add'),
            earlier: t('photo_earlier'),
            remove: t('photo_remove'),
            sending: t('photo_sending'),
            tooMany: t('photo_too_many', { most: MAX_PAPER_SHEETS }),
            removed: t('photo_removed'),
            one: (n) => t('sheet', { n }),
            earlierOf: (n) => t('photo_earlier_of', { n }),
            removeOf: (n) => t('photo_remove_of', { n }),
          }}
        >
          {() => null}
        </PhotosField>
        <div>
          <SubmitButton>{t('enter')}</SubmitButton>
        </div>
      </Form>
    </details>
  )
}
