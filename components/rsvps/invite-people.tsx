'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionButton } from '@/components/form/action-button'
import { ChoiceField } from '@/components/form/choice-field'
import { SubmitButton, TextAreaField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { findMembersToInviteAction, inviteMemberAction, inviteToActivityAction, withdrawInvitationAction } from '@/lib/rsvps/actions'
import type { Invited } from '@/lib/rsvps/queries/invited'
import { inviteMemberSchema, inviteToActivitySchema } from '@/lib/rsvps/schema'

/** Whom the organizer invites by name: members of the hosts, or addresses. Needs the messages `rsvps.people.invite`. */
export function InvitePeople({ activityId, invited }: { activityId: string; invited: Invited[] }) {
  const t = useTranslations('rsvps.people.invite')
  const [round, setRound] = useState(0)
  const [sent, setSent] = useState<number>()
  const find = async ({ q }: { q: string }) => {
    const result = await findMembersToInviteAction({ activityId, q })
    return result.ok ? { ok: true as const, value: result.value.map(({ id, displayName }) => ({ id, label: displayName })) } : result
  }
  return (
    <Card as="section" className="flex flex-col gap-5 p-5">
      <div>
        <h2 className="text-xl">{t('title')}</h2>
        <p className="muted">{t('lead')}</p>
      </div>
      {invited.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <ul className="flex max-h-80 flex-col gap-2 overflow-y-auto">
          {invited.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-2" data-testid="invited">
              <span className="min-w-0 flex-1 break-words">
                {one.displayName ?? one.email}
                {one.answered && <span className="small muted"> · {t('answered')}</span>}
              </span>
              <ActionButton
                action={withdrawInvitationAction}
                input={{ activityId, invitationId: one.id }}
                label={t('withdraw')}
                variant="plain"
                size="s"
              />
            </li>
          ))}
        </ul>
      )}
      <Form
        key={round}
        schema={inviteMemberSchema}
        action={inviteMemberAction}
        defaultValues={{ activityId }}
        onDone={() => setRound(round + 1)}
        className="flex flex-col gap-3"
        label={t('member')}
      >
        <ChoiceField
          name="personId"
          label={t('member')}
          hint={t('member_hint')}
          find={find}
          words={{ change: t('change'), none: t('member_none') }}
        />
        <SubmitButton className="self-start">{t('invite')}</SubmitButton>
      </Form>
      <Form
        schema={inviteToActivitySchema}
        action={inviteToActivityAction}
        defaultValues={{ activityId, emails: '' }}
        onDone={({ count }) => setSent(count)}
        className="flex flex-col gap-3 border-t border-line pt-4"
        label={t('emails')}
      >
        <TextAreaField name="emails" label={t('emails')} hint={t('emails_hint')} rows={3} />
        <SubmitButton variant="quiet" className="self-start">
          {t('send')}
        </SubmitButton>
        {sent !== undefined && <Notice tone="ok">{t('sent', { n: sent })}</Notice>}
      </Form>
    </Card>
  )
}
