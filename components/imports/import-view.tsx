import type { Locale } from '@/db/vocabulary'
import type { ImportPage } from '@/lib/imports/queries/runs'
import { formatWhen } from '@/lib/time/format'
import { EarlierRuns, RunView } from './run-view'
import { UploadForm } from './upload-form'

type Props = { page: ImportPage; path: string; locale: Locale; now: Date; zone: string; error: string | undefined }

/** Files in, preview, import: one page for a group's officers and for the network's administrator. */
export function ImportView({ page, path, locale, now, zone, error }: Props) {
  const slug = page.group?.slug ?? null
  const runs = page.before
    .filter((run) => run.id !== page.run?.id)
    .map((run) => ({ id: run.id, files: run.files, state: run.state, when: formatWhen(run.at, zone, locale, now) }))
  return (
    <div className="flex min-w-0 flex-col gap-8">
      {page.run ? (
        <RunView run={page.run} slug={slug} path={path} locale={locale} />
      ) : (
        <UploadForm slug={slug} nouns={page.nouns} locale={locale} error={error} />
      )}
      <EarlierRuns runs={runs} path={path} />
    </div>
  )
}
