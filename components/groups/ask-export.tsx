'use client'

import { useTranslations } from 'next-intl'
import { SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { exportPurposes } from '@/db/vocabulary'
import { askExportAction } from '@/lib/groups/actions'
import { askExportSchema } from '@/lib/groups/schema'

/** Asks another for a file of the members. Needs the messages `groups.exports`. */
export function AskExport({ groupId, isOpen }: { groupId: string; isOpen: boolean }) {
  const t = useTranslations('groups.exports')
  return (
    <details className="disclosure">
      <summary>{t('ask')}</summary>
      <Form
        schema={askExportSchema}
        action={askExportAction}
        defaultValues={{ groupId, note: '' }}
        successMessage={t('sent')}
        label={t('ask')}
        className="flex max-w-md flex-col gap-4 pt-2"
      >
        {isOpen && <p className="small muted">{t('oneAtATime')}</p>}
        <SelectField
          name="purpose"
          label={t('purpose')}
          placeholder={t('choose')}
          options={exportPurposes.map((value) => ({ value, label: t(`purposes.${value}`) }))}
          required
        />
        <TextField name="note" label={t('note')} hint={t('noteHint')} maxLength={300} optional />
        <SubmitButton className="self-start">{t('send')}</SubmitButton>
      </Form>
    </details>
  )
}
