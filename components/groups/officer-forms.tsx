'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChoiceField } from '@/components/form/choice-field'
import { SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import type { Result } from '@/lib/action'
import { appointOfficerAction, findMembersAction, handOverAction, inviteToRoleAction } from '@/lib/groups/actions'
import { appointSchema, groupRoles, handOverSchema, inviteToRoleSchema } from '@/lib/groups/schema'

const findIn =
  (groupId: string) =>
  async ({ q }: { q: string }): Promise<Result<{ id: string; label: string }[]>> => {
    const result = await findMembersAction({ groupId, q })
    return result.ok ? { ok: true, value: result.value.map(({ id, displayName }) => ({ id, label: displayName })) } : result
  }

function Member({ groupId, label }: { groupId: string; label: string }) {
  const t = useTranslations('groups.officers_page')
  return (
    <ChoiceField
      name="personId"
      label={label}
      hint={t('member_hint')}
      find={findIn(groupId)}
      words={{ change: t('change'), none: t('member_none') }}
    />
  )
}

function Term() {
  const t = useTranslations('groups.officers_page')
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField name="fromOn" type="date" label={t('from_on')} hint={t('from_on_hint')} optional />
      <TextField name="toOn" type="date" label={t('to_on')} hint={t('to_on_hint')} optional />
    </div>
  )
}

/** Gives a member a role, or asks somebody by e-mail to take it. */
export function AppointPanel({ groupId }: { groupId: string }) {
  const t = useTranslations('groups.officers_page')
  const roles = useTranslations('groups.roles')
  const [round, setRound] = useState(0)
  const options = groupRoles.map((role) => ({ value: role, label: roles(role) }))
  return (
    <Card as="section" className="flex flex-col gap-6 p-5">
      <h2>{t('appoint')}</h2>
      <Form
        key={round}
        schema={appointSchema}
        action={appointOfficerAction}
        defaultValues={{ groupId, role: 'organizer', fromOn: '', toOn: '' }}
        onDone={() => setRound(round + 1)}
        className="flex flex-col gap-4"
        label={t('appoint')}
      >
        <Member groupId={groupId} label={t('member')} />
        <SelectField name="role" label={t('role')} options={options} />
        <Term />
        <SubmitButton className="self-start">{t('appoint')}</SubmitButton>
      </Form>
      <details className="disclosure border-t border-line pt-3">
        <summary>{t('by_email')}</summary>
        <Form
          schema={inviteToRoleSchema}
          action={inviteToRoleAction}
          defaultValues={{ groupId, email: '', role: 'secretary', fromOn: '', toOn: '' }}
          successMessage={t('invited_done')}
          className="flex flex-col gap-4 pt-2"
          label={t('by_email')}
        >
          <TextField name="email" type="email" label={t('email')} hint={t('email_hint')} autoComplete="off" />
          <SelectField name="role" label={t('role')} options={options} />
          <Term />
          <SubmitButton className="self-start">{t('invite')}</SubmitButton>
        </Form>
      </details>
    </Card>
  )
}

/** The successor begins at midnight of a date, and at that same midnight the holder's term ends. */
export function HandOverForm({ grantId, groupId, role, name }: { grantId: string; groupId: string; role: string; name: string }) {
  const t = useTranslations('groups.officers_page')
  return (
    <Dialog
      title={t('hand_over_title', { role })}
      description={t('hand_over_hint', { name })}
      trigger={t('hand_over')}
      triggerClassName="btn btn-quiet btn-s"
      closeLabel={t('close')}
    >
      <Form schema={handOverSchema} action={handOverAction} defaultValues={{ grantId, fromOn: '', toOn: '' }} label={t('hand_over')}>
        <Member groupId={groupId} label={t('successor')} />
        <Term />
        <SubmitButton className="self-start">{t('hand_over')}</SubmitButton>
      </Form>
    </Dialog>
  )
}
