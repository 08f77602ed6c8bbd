'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionButton } from '@/components/form/action-button'
import { ChoiceField } from '@/components/form/choice-field'
import { useAddressLocale } from '@/components/form/client-texts'
import { SubmitButton } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { acceptAllianceAction, findGroupChoicesAction, inviteToAllianceAction, leaveAllianceAction } from '@/lib/groups/actions'
import type { GroupSettings } from '@/lib/groups/queries/desk'
import { inviteToAllianceSchema } from '@/lib/groups/schema'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { Seal } from './seal'

/** An alliance's groups, and its invitations to more; or the alliances of a group, and those that ask it. */
export function AlliancePanel({ groupId, isAlliance, alliances }: { groupId: string } & Pick<GroupSettings, 'isAlliance' | 'alliances'>) {
  const t = useTranslations('groups.alliance')
  const locale = useAddressLocale()
  const [round, setRound] = useState(0)
  const find = async ({ q }: { q: string }) => {
    const result = await findGroupChoicesAction({ q })
    if (!result.ok) return result
    const known = new Set(alliances.map((a) => a.groupId))
    const fitting = result.value.filter((g) => g.type !== 'alliance' && !known.has(g.id))
    return { ok: true as const, value: fitting.map((g) => ({ id: g.id, label: textIn(g.names, locale) })) }
  }
  return (
    <Card as="section" className="flex flex-col gap-4 p-5">
      <h2>{isAlliance ? t('members') : t('title')}</h2>
      {alliances.length === 0 ? (
        <p className="muted">{isAlliance ? t('no_members') : t('none')}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {alliances.map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-2" data-testid="alliance">
              <Seal text={row.shortName} id={row.groupId} size={30} />
              <Link href={`/groups/${row.slug}`} className="link min-w-0 flex-1 basis-52">
                {textIn(row.names, locale)}
              </Link>
              {!row.acceptedAt && <Chip tone="wait">{isAlliance ? t('asked') : t('asks_you')}</Chip>}
              {!row.acceptedAt && !isAlliance && (
                <ActionButton
                  action={acceptAllianceAction}
                  input={{ allianceMemberId: row.id }}
                  label={t('accept')}
                  variant="primary"
                  size="s"
                />
              )}
              <ActionButton
                action={leaveAllianceAction}
                input={{ allianceMemberId: row.id }}
                label={row.acceptedAt ? (isAlliance ? t('let_go') : t('leave')) : isAlliance ? t('withdraw') : t('decline')}
                confirm={row.acceptedAt ? t('leave_ask', { name: textIn(row.names, locale) }) : undefined}
                variant="plain"
                size="s"
              />
            </li>
          ))}
        </ul>
      )}
      {isAlliance && (
        <Form
          key={round}
          schema={inviteToAllianceSchema}
          action={inviteToAllianceAction}
          defaultValues={{ allianceId: groupId }}
          onDone={() => setRound(round + 1)}
          className="flex flex-col gap-3 border-t border-line pt-4"
          label={t('invite')}
        >
          <ChoiceField
            name="groupId"
            label={t('group')}
            hint={t('group_hint')}
            find={find}
            words={{ change: t('change'), none: t('group_none') }}
          />
          <SubmitButton variant="quiet" className="self-start">
            {t('invite')}
          </SubmitButton>
        </Form>
      )}
    </Card>
  )
}
