'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { ActionButton } from '@/components/form/action-button'
import { useAddressLocale } from '@/components/form/client-texts'
import { SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Input, type Option } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { endNetworkRoleAction, inviteToNetworkRoleAction, revokeInvitationAction } from '@/lib/accounts/actions'
import type { NetworkRoles as Roles } from '@/lib/accounts/queries/roles'
import { inviteToNetworkRoleSchema, networkRoles } from '@/lib/accounts/schema'
import { textIn } from '@/lib/i18n/text'
import { formatFullDate } from '@/lib/time/format'
import { localDate } from '@/lib/time/zones'

type Props = { roles: Roles; districts: Option[]; zone: string; now: Date }

/** Who answers for the network and its districts, who is asked to, and asking one more. */
export function NetworkRoles({ roles, districts, zone, now }: Props) {
  const t = useTranslations('network.people')
  const names = useTranslations('groups.roles')
  const locale = useAddressLocale()
  const dayOf = (at: Date) => formatFullDate(localDate(at, zone), locale)
  const what = (role: string | null, district: Roles['grants'][number]['district']) =>
    [names(role ?? 'auditor'), textIn(district, locale)].filter(Boolean).join(' · ')
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <section className="flex flex-col gap-4">
        <h2>{t('held')}</h2>
        <ul className="card divide-y divide-line px-4">
          {roles.grants.map((grant) => (
            <li key={grant.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3" data-testid="role-grant">
              <span className="min-w-0 flex-[1_1_14rem]">
                <span className="block font-semibold">{grant.name}</span>
                <span className="small muted break-all">{grant.email}</span>
              </span>
              <span className="flex-[1_1_10rem]">
                <span className="block">{what(grant.role, grant.district)}</span>
                <span className="small muted">
                  {grant.startsAt > now ? t('from', { date: dayOf(grant.startsAt) }) : t('since', { date: dayOf(grant.startsAt) })}
                  {grant.endsAt && ` · ${t('until', { date: dayOf(new Date(grant.endsAt.getTime() - 1)) })}`}
                </span>
              </span>
              <ActionButton
                action={endNetworkRoleAction}
                input={{ grantId: grant.id }}
                label={t('end')}
                confirm={t('endSure', { name: grant.name, role: what(grant.role, grant.district) })}
                size="s"
              />
            </li>
          ))}
        </ul>
        {roles.invitations.length > 0 && (
          <>
            <h2>{t('asked')}</h2>
            <ul className="card divide-y divide-line px-4">
              {roles.invitations.map((offer) => (
                <li key={offer.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
                  <span className="min-w-0 flex-[1_1_14rem] break-all">{offer.email}</span>
                  <span className="flex-[1_1_10rem]">
                    <span className="block">{what(offer.role, offer.district)}</span>
                    <span className="small muted">{t('open', { date: dayOf(offer.expiresAt) })}</span>
                  </span>
                  <ActionButton
                    action={revokeInvitationAction}
                    input={{ invitationId: offer.id }}
                    label={t('takeBack')}
                    size="s"
                    variant="plain"
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Invite districts={districts} />
    </div>
  )
}

function Invite({ districts }: { districts: Option[] }) {
  const t = useTranslations('network.people')
  const locale = useAddressLocale()
  const [made, setMade] = useState<{ round: number; email?: string; link?: string }>({ round: 0 })
  return (
    <Card as="section" className="flex flex-col gap-5 p-5">
      <h2>{t('invite')}</h2>
      <p className="muted">{t('inviteHint')}</p>
      <Form
        key={made.round}
        schema={inviteToNetworkRoleSchema}
        action={inviteToNetworkRoleAction}
        defaultValues={{ role: districts.length > 0 ? 'district_admin' : 'auditor', districtCode: '', email: '', fromOn: '', toOn: '' }}
        onDone={({ email, secret }) =>
          setMade({ round: made.round + 1, email, link: `${window.location.origin}/${locale}/invitations/${secret}` })
        }
        className="flex flex-col gap-4"
        label={t('invite')}
      >
        <InviteFields districts={districts} />
        <SubmitButton className="self-start">{t('send')}</SubmitButton>
      </Form>
      {made.link && (
        <div className="flex flex-col gap-3">
          <Notice tone="ok">{t('sent', { email: made.email ?? '' })}</Notice>
          <Input readOnly aria-label={t('link')} value={made.link} data-testid="role-link" onFocus={(e) => e.currentTarget.select()} />
          <Button size="s" className="self-start" onClick={() => navigator.clipboard?.writeText(made.link ?? '')}>
            {t('copy')}
          </Button>
        </div>
      )}
    </Card>
  )
}

function InviteFields({ districts }: { districts: Option[] }) {
  const t = useTranslations('network.people')
  const names = useTranslations('groups.roles')
  const role = useWatch({ name: 'role' })
  return (
    <>
      <SelectField name="role" label={t('role')} options={networkRoles.map((value) => ({ value, label: names(value) }))} />
      <p className="small muted">{t(`does.${role || 'auditor'}`)}</p>
      {role === 'district_admin' && <SelectField name="districtCode" label={t('district')} placeholder={t('choose')} options={districts} />}
      <TextField name="email" type="email" label={t('email')} autoComplete="off" />
      <div className="grid grid-cols-2 gap-3">
        <TextField name="fromOn" type="date" label={t('fromOn')} optional />
        <TextField name="toOn" type="date" label={t('toOn')} optional />
      </div>
    </>
  )
}
