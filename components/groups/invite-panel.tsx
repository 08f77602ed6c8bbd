'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionButton } from '@/components/form/action-button'
import { useAddressLocale } from '@/components/form/client-texts'
import { SubmitButton, TextAreaField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { inviteByEmailAction, makeInviteLinkAction, revokeInvitationAction } from '@/lib/groups/actions'
import type { OpenInvitation } from '@/lib/groups/queries/desk'
import { inviteByEmailSchema, inviteLinkSchema } from '@/lib/groups/schema'

/** Invites into the group: by e-mail, one invitation each, or by a link for a chat that serves many; its address is shown once. */
export function InvitePanel({
  groupId,
  invitations,
  until,
}: {
  groupId: string
  invitations: OpenInvitation[]
  until: Record<string, string>
}) {
  const t = useTranslations('groups.invite')
  const locale = useAddressLocale()
  const [secret, setSecret] = useState<string>()
  const [sent, setSent] = useState(0)
  return (
    <Card as="section" className="flex flex-col gap-5 p-5">
      <h2>{t('title')}</h2>
      <Form
        schema={inviteByEmailSchema}
        action={inviteByEmailAction}
        defaultValues={{ groupId, emails: '' }}
        onDone={({ count }) => setSent(count)}
        className="flex flex-col gap-3"
        label={t('by_email')}
      >
        <TextAreaField name="emails" label={t('emails')} hint={t('emails_hint')} rows={3} />
        <SubmitButton className="self-start">{t('send')}</SubmitButton>
        {sent > 0 && <Notice tone="ok">{t('sent', { n: sent })}</Notice>}
      </Form>
      <Form
        schema={inviteLinkSchema}
        action={makeInviteLinkAction}
        defaultValues={{ groupId, maxUses: 50, days: 14 }}
        onDone={(made) => setSecret(made.secret)}
        className="flex flex-col gap-3 border-t border-line pt-5"
        label={t('by_link')}
      >
        <h3>{t('by_link')}</h3>
        <div className="grid grid-cols-2 gap-3">
          <TextField name="maxUses" label={t('max_uses')} inputMode="numeric" />
          <TextField name="days" label={t('days')} inputMode="numeric" />
        </div>
        <SubmitButton variant="quiet" className="self-start">
          {t('make')}
        </SubmitButton>
        {secret && (
          <div className="flex flex-col gap-2">
            <Notice tone="ok">{t('made')}</Notice>
            <Input
              readOnly
              aria-label={t('link')}
              value={`${window.location.origin}/${locale}/invitations/${secret}`}
              onFocus={(e) => e.currentTarget.select()}
              data-testid="invite-link"
            />
          </div>
        )}
      </Form>
      {invitations.length > 0 && (
        <div className="border-t border-line pt-5">
          <h3 className="mb-2">{t('open')}</h3>
          <ul className="flex flex-col gap-3">
            {invitations.map((invitation) => (
              <li key={invitation.id} className="flex flex-wrap items-start gap-2">
                <span className="min-w-0 flex-1 break-words">
                  {invitation.email ?? t('link')}
                  <span className="small muted block">
                    {invitation.maxUses > 1 && `${t('uses', { n: invitation.uses, max: invitation.maxUses })} · `}
                    {t('until', { when: until[invitation.id] ?? '' })}
                  </span>
                </span>
                <ActionButton
                  action={revokeInvitationAction}
                  input={{ invitationId: invitation.id }}
                  label={t('revoke')}
                  size="s"
                  variant="plain"
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}
