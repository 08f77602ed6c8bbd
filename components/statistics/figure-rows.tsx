import { getTranslations } from 'next-intl/server'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Table, Td, Th } from '@/components/ui/table'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import type { Reference } from '@/lib/network/queries'
import type { FigureRow } from '@/lib/statistics/queries/rows'
import { formatFullDate, formatNumber, formatTime } from '@/lib/time/format'

type Of<K extends FigureRow['of']> = Extract<FigureRow, { of: K }>
/** `open` tells where a row leads: an activity's check-ins for administrators, its page for the public; null: nowhere. */
type Props = {
  rows: FigureRow[]
  reference: Reference
  locale: Locale
  caption: string
  open: (slug: string) => string | null
  primary?: boolean
}

/** The rows behind a figure, of whichever sort they are. */
export async function FigureRowsTable(props: Props) {
  const t = await getTranslations('statistics.rows')
  const first = props.rows[0]
  if (!first) return <Empty title={t('empty')}>{t('emptyNext')}</Empty>
  if (first.of === 'activity') return <ActivityRows {...props} rows={props.rows as Of<'activity'>[]} />
  return first.of === 'attendance' ? (
    <AttendanceRows {...props} rows={props.rows as Of<'attendance'>[]} />
  ) : (
    <PersonRows {...props} rows={props.rows as Of<'person'>[]} />
  )
}

const Opened = ({ href, children }: { href: string | null; children: React.ReactNode }) =>
  href ? (
    <Link className="figure-link" href={href}>
      {children}
    </Link>
  ) : (
    children
  )

async function ActivityRows({ rows, reference, locale, caption, open }: Omit<Props, 'rows'> & { rows: Of<'activity'>[] }) {
  const t = await getTranslations('statistics')
  const districts = new Map(reference.districts.map((d) => [d.code, textIn(d.names, locale)]))
  const placeOf = (place: string) => (place === 'ONLINE' || place === 'UNPLACED' ? t(`bucket.${place}`) : districts.get(place))
  const shows = (value: (row: Of<'activity'>) => number) => rows.some((row) => value(row) > 1)
  const valued = shows((row) => row.value)
  return (
    <Table caption={caption} captionHidden stack>
      <thead>
        <tr>
          <Th>{t('rows.date')}</Th>
          <Th>{t('rows.activity')}</Th>
          <Th>{t('rows.host')}</Th>
          <Th>{t('rows.place')}</Th>
          <Th numeric>{t('metric.attendances')}</Th>
          {valued && <Th numeric>{t('rows.value')}</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="figure-row">
            <Td className="whitespace-nowrap">{formatFullDate(row.reportedOn, locale)}</Td>
            <Th scope="row">
              <Opened href={open(row.slug)}>
                <Text value={row.titles} locale={locale} />
              </Opened>
            </Th>
            <Td>{(row.hosts ?? []).map((h) => textIn(h.names, locale)).join(locale === 'en' ? ', ' : '、')}</Td>
            <Td className="whitespace-nowrap">{placeOf(row.place)}</Td>
            <Td numeric head={t('metric.attendances')}>
              {formatNumber(row.attendances, locale)}
            </Td>
            {valued && (
              <Td numeric head={t('rows.value')}>
                {formatNumber(row.value, locale)}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

async function AttendanceRows({ rows, reference, locale, caption, open }: Omit<Props, 'rows'> & { rows: Of<'attendance'>[] }) {
  const t = await getTranslations('statistics')
  const zone = reference.network?.zone ?? 'UTC'
  return (
    <Table caption={caption} captionHidden stack>
      <thead>
        <tr>
          <Th>{t('rows.date')}</Th>
          <Th>{t('rows.person')}</Th>
          <Th>{t('rows.activity')}</Th>
          <Th>{t('rows.group')}</Th>
          <Th>{t('rows.when')}</Th>
          <Th>{t('rows.how')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="figure-row">
            <Td className="whitespace-nowrap">{formatFullDate(row.reportedOn, locale)}</Td>
            <Th scope="row">{nameOf(row.name, t)}</Th>
            <Td>
              <Opened href={open(row.slug)}>
                <Text value={row.titles} locale={locale} />
              </Opened>
            </Td>
            <Td>
              {row.group ? <Text value={row.group} locale={locale} /> : t('rows.unaffiliated')}{' '}
              {row.away && <Chip>{t('metric.away')}</Chip>}
            </Td>
            <Td head={t('rows.when')}>{formatTime(new Date(row.inAt), zone)}</Td>
            <Td>
              {t(`source.${row.source}`)} <span className="muted">· {t(`grade.${row.grade}`)}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

async function PersonRows({ rows, locale, caption }: Omit<Props, 'rows'> & { rows: Of<'person'>[] }) {
  const t = await getTranslations('statistics')
  return (
    <Table caption={caption} captionHidden stack>
      <thead>
        <tr>
          <Th>{t('rows.person')}</Th>
          <Th>{t('rows.primary')}</Th>
          <Th numeric>{t('rows.times')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="figure-row">
            <Th scope="row">{nameOf(row.name, t)}</Th>
            <Td>{row.group ? <Text value={row.group} locale={locale} /> : t('rows.unaffiliated')}</Td>
            <Td numeric head={t('rows.times')}>
              {formatNumber(row.value, locale)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const nameOf = (name: string | null, t: Awaited<ReturnType<typeof getTranslations<'statistics'>>>) =>
  name === null ? <span className="muted">{t('rows.hidden')}</span> : name || <span className="muted">{t('rows.erased')}</span>
