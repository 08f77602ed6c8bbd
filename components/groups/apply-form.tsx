'use client'

import { useTranslations } from 'next-intl'
import { SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { joinGroupAction } from '@/lib/groups/actions'
import { joinGroupSchema } from '@/lib/groups/schema'

/** Applies to a group that reviews; a word to its officers is optional, and nothing else is asked. */
export function ApplyForm({ groupId }: { groupId: string }) {
  const t = useTranslations('groups.join')
  return (
    <Form
      schema={joinGroupSchema}
      action={joinGroupAction}
      defaultValues={{ groupId, note: '' }}
      className="flex flex-col gap-3"
      label={t('apply')}
    >
      <TextAreaField name="note" label={t('note')} optional rows={2} maxLength={500} />
      <SubmitButton className="self-start">{t('apply')}</SubmitButton>
    </Form>
  )
}
