'use client'
import { useTranslations } from 'next-intl'
import { CheckboxField, SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { saveAccessNeedsAction } from '@/lib/accounts/actions'
import { accessNeedsSchema } from '@/lib/accounts/schema'

/** What the organizers of the activities one goes to should know. Asks for agreement, because it may tell of one's health. */
export function AccessNeedsForm({ accessNeeds }: { accessNeeds: string | null }) {
  const t = useTranslations('accounts.settings')
  return (
    <Form
      schema={accessNeedsSchema}
      action={saveAccessNeedsAction}
      defaultValues={{ accessNeeds: accessNeeds ?? '', agreed: accessNeeds !== null }}
      successMessage={t('saved')}
      label={t('access')}
    >
      <TextAreaField name="accessNeeds" label={t('accessLabel')} hint={t('accessHint')} optional rows={3} maxLength={500} />
      <CheckboxField name="agreed" label={t('accessAgree')} />
      <SubmitButton className="self-start">{t('save')}</SubmitButton>
    </Form>
  )
}
