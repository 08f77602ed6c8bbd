import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Disclosure } from '@/components/ui/disclosure'
import { Empty } from '@/components/ui/empty'
import { Markdown } from '@/components/ui/markdown'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import type { ReportItem, ReportStatus } from '@/lib/reports/queries'
import { formatAgo } from '@/lib/time/format'
import { DecideForm } from './decide-form'

type Props = { reports: ReportItem[]; status: ReportStatus; locale: Locale; now: Date }

/** What was reported, with its text as it reads now, why, since when, and the decision to make. */
export function ReportQueue({ reports, status, locale, now }: Props) {
  const t = useTranslations('reports')
  if (reports.length === 0)
    return status === 'open' ? (
      <Empty title={t('queue.empty')}>
        <p>{t('queue.emptyHint')}</p>
      </Empty>
    ) : (
      <Empty title={t('queue.none')} />
    )
  return (
    <ul className="flex flex-col gap-5">
      {reports.map((report) => (
        <li key={report.id}>
          <Item report={report} locale={locale} now={now} />
        </li>
      ))}
    </ul>
  )
}

function Item({ report, locale, now }: { report: ReportItem; locale: Locale; now: Date }) {
  const t = useTranslations('reports')
  const { about } = report
  const name = textIn(about?.name, locale)
  return (
    <Card as="article" className="flex flex-col gap-4 p-5 sm:p-6">
      <header className="flex flex-col gap-2">
        <p className="flex flex-wrap gap-2">
          <Chip>{t(`nouns.${report.subjectType}`)}</Chip>
          <Chip tone="wait">{t(`reasons.${report.reason}`)}</Chip>
        </p>
        <h2 className="text-xl">{about ? <Text value={about.name} locale={locale} /> : t('queue.gone')}</h2>
        <p className="small muted">
          {t('queue.by', { who: report.reporter || t('queue.visitor'), when: formatAgo(report.createdAt, now, locale) })}
        </p>
      </header>
      {report.note && (
        <div>
          <h3 className="text-base">{t('queue.note')}</h3>
          <p className="break-words whitespace-pre-line">{report.note}</p>
        </div>
      )}
      {about && (
        <>
          <Disclosure summary={t('queue.text')} open>
            {about.texts.length === 0 && <p className="muted">{t('queue.noText')}</p>}
            {about.texts.map((text, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the texts of one thing stand in a fixed order
              <Markdown key={i} value={text} locale={locale} />
            ))}
          </Disclosure>
          <Link href={about.path} className="link self-start">
            {t('queue.open')}
          </Link>
        </>
      )}
      {report.status === 'open' ? (
        report.mayDecide ? (
          <DecideForm reportId={report.id} label={`${t('decide.decision')}: ${name}`} />
        ) : (
          <p className="muted">{t('decide.own')}</p>
        )
      ) : (
        <div className="flex flex-col gap-1">
          {report.decidedAt && <p className="small muted">{t('queue.decidedAt', { when: formatAgo(report.decidedAt, now, locale) })}</p>}
          <p>
            <span className="muted">{t('queue.reasonGiven')}</span> {report.decisionReason}
          </p>
          {report.status === 'upheld' && <p>{t(`next.${report.subjectType}`)}</p>}
        </div>
      )}
    </Card>
  )
}
