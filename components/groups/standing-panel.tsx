'use client'

import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { SubmitButton, TextAreaField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { dissolveGroupAction, liftGroupSuspensionAction, suspendGroupAction } from '@/lib/groups/actions'
import { dissolveGroupSchema, suspendGroupSchema } from '@/lib/groups/schema'

/** What only the network does with a group: suspend it, lift that, dissolve it. */
export function StandingPanel({ groupId, suspension }: { groupId: string; suspension: { toOn: string | null; reason: string } | null }) {
  const t = useTranslations('groups.standing')
  return (
    <Card as="section" className="flex flex-col gap-5 p-5">
      <h2>{t('title')}</h2>
      {suspension ? (
        <>
          <Notice tone="warn">
            {suspension.toOn
              ? t('suspended_until', { date: suspension.toOn, reason: suspension.reason })
              : t('suspended', { reason: suspension.reason })}
          </Notice>
          <ActionButton action={liftGroupSuspensionAction} input={{ groupId }} label={t('lift')} variant="primary" />
        </>
      ) : (
        <Form
          schema={suspendGroupSchema}
          action={suspendGroupAction}
          defaultValues={{ groupId, reason: '', toOn: '' }}
          className="flex flex-col gap-3"
          label={t('suspend')}
        >
          <TextAreaField name="reason" label={t('reason')} hint={t('reason_hint')} rows={2} maxLength={500} />
          <TextField name="toOn" type="date" label={t('until')} optional />
          <SubmitButton variant="quiet" className="self-start">
            {t('suspend')}
          </SubmitButton>
        </Form>
      )}
      <details className="disclosure border-t border-line pt-3">
        <summary>{t('dissolve')}</summary>
        <Form
          schema={dissolveGroupSchema}
          action={dissolveGroupAction}
          defaultValues={{ groupId, reason: '' }}
          className="flex flex-col gap-3 pt-2"
          label={t('dissolve')}
        >
          <p className="muted">{t('dissolve_hint')}</p>
          <TextAreaField name="reason" label={t('reason')} hint={t('reason_hint')} rows={2} maxLength={500} />
          <SubmitButton variant="danger" className="self-start">
            {t('dissolve')}
          </SubmitButton>
        </Form>
      </details>
    </Card>
  )
}
