'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RadioCardsField, SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { reportReasons } from '@/db/vocabulary'
import { fileReportAction } from '@/lib/reports/actions'
import { reportSchema } from '@/lib/reports/schema'

/** What is wrong, in a press and a few words. Needs the messages `reports.file` and `reports.reasons`. */
export function ReportForm({ noun, id, path, signedIn }: { noun: string; id: string; path: string; signedIn: boolean }) {
  const t = useTranslations('reports')
  const [done, setDone] = useState(false)
  if (done)
    return (
      <div className="flex flex-col items-start gap-4">
        <Notice tone="ok">
          {t('file.done')} {signedIn ? t('file.doneMember') : t('file.doneVisitor')}
        </Notice>
        <ButtonLink href={path}>{t('file.back')}</ButtonLink>
      </div>
    )
  return (
    <Form
      schema={reportSchema}
      action={fileReportAction}
      defaultValues={{ noun: noun as 'activity', id, note: '' }}
      onDone={() => setDone(true)}
      refresh={false}
      label={t('file.title')}
    >
      <RadioCardsField
        name="reason"
        label={t('file.reason')}
        options={reportReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      />
      <TextAreaField name="note" label={t('file.note')} hint={t('file.noteHint')} optional rows={4} maxLength={1000} />
      <SubmitButton className="self-start">{t('file.submit')}</SubmitButton>
    </Form>
  )
}
