import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { Chip } from '@/components/ui/chip'
import type { Locale } from '@/db/vocabulary'
import { decideExportAction } from '@/lib/groups/actions'
import type { MemberList } from '@/lib/groups/queries/desk'
import { formatAgo, formatWhenInside } from '@/lib/time/format'
import { AskExport } from './ask-export'

type Props = { list: MemberList; locale: Locale; now: Date }
type Listed = MemberList['exports'][number]

/** Files of a group's members: who asked for one and what for, approved by another, downloaded within a day. */
export function ExportsPanel({ list, locale, now }: Props) {
  const t = useTranslations('groups.exports')
  if (!list.mayAskExport && list.exports.length === 0) return null
  const isOpen = list.exports.some((one) => one.status === 'asked')
  return (
    <section id="exports" className="mt-10 flex scroll-mt-20 flex-col gap-4">
      <h2>{t('title')}</h2>
      <p className="muted measure">{t('lead')}</p>
      {list.exports.length > 0 && (
        <ul className="card divide-y divide-line">
          {list.exports.map((one) => (
            <li key={one.id} className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3">
              <div className="min-w-0 flex-1 basis-60">
                <h3 className="text-base">{t(`purposes.${one.purpose}`)}</h3>
                {one.note && <p className="break-words">{one.note}</p>}
                <p className="small muted">{t('asked', { name: one.askedBy, ago: formatAgo(one.createdAt, now, locale) })}</p>
              </div>
              <Standing one={one} zone={list.zone} locale={locale} now={now} />
            </li>
          ))}
        </ul>
      )}
      {list.mayAskExport && <AskExport groupId={list.group.id} isOpen={isOpen} />}
    </section>
  )
}

function Standing({ one, zone, locale, now }: { one: Listed; zone: string } & Omit<Props, 'list'>) {
  const t = useTranslations('groups.exports')
  if (one.mayDecide)
    return (
      <div className="flex flex-wrap gap-2">
        <ActionButton
          action={decideExportAction}
          input={{ exportId: one.id, decision: 'approved' }}
          label={t('approve')}
          confirm={t('approveAsk', { name: one.askedBy })}
          variant="primary"
          size="s"
        />
        <ActionButton action={decideExportAction} input={{ exportId: one.id, decision: 'refused' }} label={t('refuse')} size="s" />
      </div>
    )
  if (one.mayDownload && one.until)
    return (
      <div className="flex flex-col items-start gap-1">
        <p className="flex flex-wrap gap-2">
          {(['csv', 'xlsx'] as const).map((format) => (
            <a key={format} href={`/api/exports/${one.id}?format=${format}&locale=${locale}`} className="btn btn-quiet btn-s" download>
              {t(`download.${format}`)}
            </a>
          ))}
        </p>
        <p className="small muted">{t('until', { when: formatWhenInside(one.until, zone, locale, now) })}</p>
      </div>
    )
  if (one.status === 'asked') return <Chip tone="wait">{t('waits')}</Chip>
  const isOver = one.status === 'approved' && one.until !== null && now >= one.until
  return (
    <Chip tone={one.status === 'refused' ? 'stop' : isOver ? 'plain' : 'ok'}>
      {isOver ? t('over') : t(one.status, { name: one.decidedBy ?? '' })}
    </Chip>
  )
}
