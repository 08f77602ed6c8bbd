import { useTranslations } from 'next-intl'
import { ActionButton } from '@/components/form/action-button'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Disclosure } from '@/components/ui/disclosure'
import { Meter } from '@/components/ui/meter'
import { Notice } from '@/components/ui/notice'
import { Table, Td, Th } from '@/components/ui/table'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import { cancelImportAction, confirmImportAction } from '@/lib/imports/actions'
import type { ImportRun } from '@/lib/imports/queries/runs'
import { csvNouns } from '@/lib/imports/schema/csv'
import { AutoRefresh } from './auto-refresh'
import { ProblemTable } from './problem-table'

type Props = { run: ImportRun; slug: string | null; path: string; locale: Locale }

/** One import: while it is read, its preview, while it writes, and what came of it. */
export function RunView({ run, slug, path, locale }: Props) {
  const t = useTranslations('imports.page')
  const isUnderWay = run.state === 'reading' || run.state === 'running'
  const toWrite = (run.counts.created ?? 0) + (run.counts.updated ?? 0)
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <Card as="section" className="flex flex-col gap-4 p-5">
        <h2 className="flex flex-wrap items-center gap-3 text-xl">
          {run.state === 'ready' ? t('preview') : t('summary')}
          <Chip tone={run.state === 'done' ? 'ok' : isUnderWay || run.state === 'ready' ? 'wait' : 'stop'}>{t(`state_${run.state}`)}</Chip>
        </h2>
        {isUnderWay && (
          <div className="flex flex-col gap-2" role="status">
            <Meter value={run.percent} max={100} label={t('percent', { n: run.percent })} plain />
            <p className="muted">{run.state === 'reading' ? t('readingHint') : t('runningHint')}</p>
            <AutoRefresh />
          </div>
        )}
        {!isUnderWay && <Counts run={run} />}
        {run.state === 'ready' && toWrite === 0 && <Notice tone="info">{t('nothing')}</Notice>}
        <div className="flex flex-wrap items-start gap-3">
          {run.state === 'ready' && toWrite > 0 && (
            <ActionButton
              action={confirmImportAction}
              input={{ runId: run.id }}
              label={t('go', { n: toWrite })}
              confirm={t('goAsk', { n: toWrite })}
              variant="primary"
            />
          )}
          {(isUnderWay || run.state === 'ready') && (
            <ActionButton
              action={cancelImportAction}
              input={{ runId: run.id }}
              label={t('cancel')}
              confirm={t('cancelAsk')}
              variant="plain"
            />
          )}
          {!isUnderWay && run.state !== 'ready' && (
            <ButtonLink href={path} variant="primary">
              {t('another')}
            </ButtonLink>
          )}
          {run.state === 'done' && <Links slug={slug} />}
        </div>
        {run.state === 'done' && (run.counts.attendance ?? 0) > 0 && <p className="muted">{t('doneHint')}</p>}
      </Card>
      {!isUnderWay && <Problems run={run} locale={locale} />}
      {run.sheets.map((sheet) => (
        <Sheet key={sheet.name} sheet={sheet} />
      ))}
    </div>
  )
}

function Links({ slug }: { slug: string | null }) {
  const t = useTranslations('imports.page')
  return (
    <>
      {slug ? (
        <ButtonLink href={`/organize/groups/${slug}/members`}>{t('toMembers')}</ButtonLink>
      ) : (
        <ButtonLink href="/groups">{t('toGroups')}</ButtonLink>
      )}
      <ButtonLink href={slug ? '/organize' : '/activities'}>{t('toActivities')}</ButtonLink>
    </>
  )
}

/** New, changed, unchanged and bad rows, with how many of each spreadsheet are good. */
function Counts({ run }: { run: ImportRun }) {
  const t = useTranslations('imports.page')
  const { created = 0, updated = 0, unchanged = 0, skipped = 0 } = run.counts
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4" data-testid="import-counts">
        {Object.entries({ new: created, changed: updated, unchanged, bad: skipped }).map(([key, n]) => (
          <div key={key} className="flex flex-col">
            <dt className="muted">{t(key)}</dt>
            <dd className="font-serif text-3xl tabular-nums">{n}</dd>
          </div>
        ))}
      </dl>
      <p className="muted flex flex-wrap gap-x-4">
        {csvNouns
          .filter((noun) => (run.counts[noun] ?? 0) > 0)
          .map((noun) => (
            <span key={noun}>
              {t(`noun_${noun}`)} {run.counts[noun]}
            </span>
          ))}
      </p>
    </>
  )
}

function Problems({ run, locale }: { run: ImportRun; locale: Locale }) {
  const t = useTranslations('imports')
  const shown = run.problems.length + run.notes.length
  return (
    <section className="flex flex-col gap-3">
      {run.notes.length > 0 && (
        <Notice tone="warn">
          <p className="font-semibold">{t('page.notes')}</p>
          <ul>
            {run.notes.map((note) => (
              <li key={`${note.file} ${note.field}`}>
                {note.file} · {note.field}: {t(`rowReasons.${note.reason}`)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {run.problems.length > 0 && (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 className="text-xl">{t('page.problems', { n: run.problemCount - run.notes.length })}</h2>
            <a className="link min-h-6" href={`/api/imports/${run.id}/problems?locale=${locale}`} download="problems.csv">
              {t('page.download')}
            </a>
          </div>
          <p className="muted">{t('page.problemsHint')}</p>
          <ProblemTable problems={run.problems} locale={locale} />
          {run.problemCount > shown && <p className="muted">{t('page.problemsMore', { shown: run.problems.length })}</p>}
        </>
      )}
    </section>
  )
}

function Sheet({ sheet }: { sheet: ImportRun['sheets'][number] }) {
  const t = useTranslations('imports.page')
  const [head, ...rows] = sheet.rows
  if (!head) return null
  return (
    <Disclosure
      summary={
        <>
          {t('firstRows', { file: sheet.name })} · {t(`noun_${sheet.noun ?? 'unknown'}`)}
        </>
      }
      open
    >
      <Table caption={t('firstRows', { file: sheet.name })} captionHidden>
        <thead>
          <tr>
            {head.cells.map(({ at, text }) => (
              <Th key={at}>{text}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells }) => (
            <tr key={line}>
              {head.cells.map(({ at }) => (
                <Td key={at}>{cells[at]?.text}</Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  )
}

/** The runs before, newest first. */
export function EarlierRuns({
  runs,
  path,
}: {
  runs: { id: string; files: string; when: string; state: ImportRun['state'] }[]
  path: string
}) {
  const t = useTranslations('imports.page')
  if (runs.length === 0) return null
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-xl">{t('before')}</h2>
      <ul className="card divide-y divide-line">
        {runs.map((run) => (
          <li key={run.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <Link href={`${path}?run=${run.id}`} className="link min-w-0 flex-1 break-words">
              {run.files || t('open')}
            </Link>
            <span className="muted">{run.when}</span>
            <Chip>{t(`state_${run.state}`)}</Chip>
          </li>
        ))}
      </ul>
    </section>
  )
}
