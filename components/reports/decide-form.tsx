'use client'
import { useTranslations } from 'next-intl'
import { RadioCardsField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { decideReportAction } from '@/lib/reports/actions'
import { decideReportSchema } from '@/lib/reports/schema'

/** Dismiss or uphold, with the reason. Needs the messages `reports.decide`. */
export function DecideForm({ reportId, label }: { reportId: string; label: string }) {
  const t = useTranslations('reports.decide')
  return (
    <Form
      schema={decideReportSchema}
      action={decideReportAction}
      defaultValues={{ reportId, reason: '' }}
      successMessage={t('done')}
      className="flex flex-col gap-4"
      label={label}
    >
      <RadioCardsField
        name="decision"
        label={t('decision')}
        options={(['dismissed', 'upheld'] as const).map((value) => ({ value, label: t(value), hint: t(`${value}Hint`) }))}
      />
      <TextField name="reason" label={t('reason')} maxLength={500} autoComplete="off" required />
      <SubmitButton className="self-start">{t('submit')}</SubmitButton>
    </Form>
  )
}
