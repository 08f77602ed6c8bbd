import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { ButtonLink } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { leaveGroupAction, makePrimaryAction } from '@/lib/groups/actions'
import type { MyGroup } from '@/lib/groups/queries/mine'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { formatAgo, formatFullDate } from '@/lib/time/format'
import { Seal } from './seal'

type Props = { groups: MyGroup[]; locale: Locale; now: Date }

/** My groups and applications: which is the primary one, how to leave. */
export function MyGroups({ groups, locale, now }: Props) {
  const t = useTranslations('groups.mine')
  if (groups.length === 0)
    return (
      <Empty title={t('none')}>
        <p className="w-full">{t('none_hint')}</p>
        <ButtonLink href="/groups">{t('find')}</ButtonLink>
      </Empty>
    )
  return (
    <ul className="card divide-y divide-line">
      {groups.map((group) => (
        <li key={group.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4" data-testid="my-group">
          <Seal text={group.shortName} id={group.groupId} size={44} />
          <div className="min-w-0 flex-1 basis-52">
            <h2 className="text-lg">
              <Link href={`/groups/${group.slug}`} className="hover:underline">
                <Text value={group.names} locale={locale} />
              </Link>
            </h2>
            <p className="small muted">
              {group.status === 'applied' && group.appliedAt && t('applied', { ago: formatAgo(group.appliedAt, now, locale) })}
              {group.status === 'active' && group.joinedOn && t('since', { date: formatFullDate(group.joinedOn, locale) })}
              {group.status === 'suspended' && group.suspension?.reason}
              {group.status === 'refused' && group.note}
            </p>
          </div>
          <State group={group} locale={locale} />
          <Acts group={group} locale={locale} />
        </li>
      ))}
    </ul>
  )
}

function State({ group, locale }: { group: MyGroup; locale: Locale }) {
  const t = useTranslations('groups.mine')
  if (group.primary) return <Chip tone="ok">{t('primary')}</Chip>
  if (group.status === 'applied') return <Chip tone="wait">{t('waiting')}</Chip>
  if (group.status === 'refused') return <Chip tone="stop">{t('refused')}</Chip>
  if (group.status === 'suspended')
    return (
      <Chip tone="stop">
        {group.suspension?.toOn ? t('suspended_until', { date: formatFullDate(group.suspension.toOn, locale) }) : t('suspended')}
      </Chip>
    )
  return null
}

function Acts({ group, locale }: { group: MyGroup; locale: Locale }) {
  const t = useTranslations('groups.mine')
  const input = { membershipId: group.id }
  return (
    <div className="flex flex-wrap items-start gap-2">
      {group.status === 'active' && !group.primary && (
        <ActionButton action={makePrimaryAction} input={input} label={t('make_primary')} size="s" />
      )}
      {group.status === 'active' && (
        <ActionButton
          action={leaveGroupAction}
          input={input}
          label={t('leave')}
          confirm={t('leave_ask', { name: textIn(group.names, locale) })}
          size="s"
          variant="plain"
        />
      )}
      {group.status === 'applied' && (
        <ActionButton action={leaveGroupAction} input={input} label={t('withdraw')} size="s" variant="plain" />
      )}
    </div>
  )
}
