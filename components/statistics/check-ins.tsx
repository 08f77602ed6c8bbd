import { getTranslations } from 'next-intl/server'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Table, Td, Th } from '@/components/ui/table'
import type { Locale } from '@/db/vocabulary'
import type { ActivityCheckIns } from '@/lib/statistics/queries/check-ins'
import { localParts } from '@/lib/time/zones'

/** The whole check-in log of an activity: who, when, how, by whom, and whether it was undone. */
export async function CheckIns({ entries, zone, locale }: { entries: ActivityCheckIns['entries']; zone: string; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'statistics' })
  if (entries.length === 0) return <Empty title={t('checkIns.empty')} />
  const at = (instant: Date) => {
    const { date, time } = localParts(instant, zone)
    return <time dateTime={instant.toISOString()}>{`${date.slice(5)} ${time}`}</time>
  }
  return (
    <Table caption={t('checkIns.title')} captionHidden>
      <thead>
        <tr>
          <Th>{t('rows.person')}</Th>
          <Th>{t('checkIns.at')}</Th>
          <Th>{t('rows.how')}</Th>
          <Th>{t('checkIns.by')}</Th>
          <Th>{t('checkIns.state')}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr
            key={entry.id}
            data-testid="check-in-row"
            data-person={entry.personId}
            data-stands={entry.direction === 'in' && !entry.voided}
          >
            <Th scope="row">{entry.name || <span className="muted">{t('rows.erased')}</span>}</Th>
            <Td className="whitespace-nowrap tabular-nums">{at(entry.knownAt)}</Td>
            <Td>
              {t(`direction.${entry.direction}`)} · {t(`source.${entry.source}`)}
            </Td>
            <Td>{entry.recordedBy ?? t('checkIns.self')}</Td>
            <Td>
              {entry.direction === 'void' ? (
                <Chip tone="wait">{t('direction.void')}</Chip>
              ) : entry.voided ? (
                <Chip tone="stop">{t('checkIns.voided')}</Chip>
              ) : (
                <Chip tone="ok">{t('checkIns.valid')}</Chip>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
