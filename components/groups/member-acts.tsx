'use client'

import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { SubmitButton, TextAreaField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog } from '@/components/ui/dialog'
import { acceptMemberAction, liftSuspensionAction, refuseMemberAction, removeMemberAction, suspendMemberAction } from '@/lib/groups/actions'
import type { MemberItem } from '@/lib/groups/queries/desk'
import { refuseMemberSchema, suspendMemberSchema } from '@/lib/groups/schema'

type Props = { member: Pick<MemberItem, 'id' | 'displayName' | 'status'> }

/** The two answers to an application. */
export function ApplicationActs({ member }: Props) {
  const t = useTranslations('groups.members')
  return (
    <div className="flex flex-wrap items-start gap-2">
      <ActionButton action={acceptMemberAction} input={{ membershipId: member.id }} label={t('accept')} variant="primary" size="s" />
      <Dialog
        title={t('refuse_title', { name: member.displayName })}
        trigger={t('refuse')}
        triggerClassName="btn btn-quiet btn-s"
        closeLabel={t('close')}
      >
        <Form
          schema={refuseMemberSchema}
          action={refuseMemberAction}
          defaultValues={{ membershipId: member.id, reason: '' }}
          label={t('refuse')}
        >
          <TextAreaField name="reason" label={t('reason')} hint={t('reason_hint')} rows={3} maxLength={500} />
          <SubmitButton className="self-start">{t('refuse')}</SubmitButton>
        </Form>
      </Dialog>
    </div>
  )
}

/** What an officer may do with a standing membership. */
export function MemberActs({ member }: Props) {
  const t = useTranslations('groups.members')
  return (
    <Dialog
      title={member.displayName}
      trigger={t('manage')}
      triggerClassName="btn btn-plain btn-s"
      closeLabel={t('close')}
      description={t('manage_hint')}
    >
      <div className="flex flex-col gap-6">
        {member.status === 'suspended' ? (
          <ActionButton action={liftSuspensionAction} input={{ membershipId: member.id }} label={t('lift')} variant="primary" />
        ) : (
          <Form
            schema={suspendMemberSchema}
            action={suspendMemberAction}
            defaultValues={{ membershipId: member.id, reason: '', toOn: '' }}
            label={t('suspend')}
            className="flex flex-col gap-4"
          >
            <h3>{t('suspend')}</h3>
            <TextAreaField name="reason" label={t('reason')} hint={t('reason_hint')} rows={2} maxLength={500} />
            <TextField name="toOn" type="date" label={t('until')} hint={t('until_hint')} optional />
            <SubmitButton variant="quiet" className="self-start">
              {t('suspend')}
            </SubmitButton>
          </Form>
        )}
        <div className="flex flex-col items-start gap-2 border-t border-line pt-4">
          <h3>{t('remove')}</h3>
          <ActionButton
            action={removeMemberAction}
            input={{ membershipId: member.id }}
            label={t('remove')}
            confirm={t('remove_ask', { name: member.displayName })}
            variant="danger"
            size="s"
          />
        </div>
      </div>
    </Dialog>
  )
}
