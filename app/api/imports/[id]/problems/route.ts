import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentCtx } from '@/lib/auth/actor'
import { localeOf } from '@/lib/auth/form'
import { csvResponse } from '@/lib/files/csv'
import { getImportProblems } from '@/lib/imports/queries/runs'
import { route } from '@/lib/route'

/** Every row of an import that did not go in, as a spreadsheet: file, line, column, reason. */
export const GET = route(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const id = z.uuid().parse((await params).id)
  const locale = localeOf(new URL(request.url).searchParams.get('locale') ?? undefined)
  const t = await getTranslations({ locale, namespace: 'imports' })
  const problems = await getImportProblems(await currentCtx(), id)
  return csvResponse('problems.csv', [
    [t('page.file'), t('page.line'), t('page.column'), t('page.reason')],
    ...problems.map(({ file, line, field, reason }) => [file, line, field, t(`rowReasons.${reason}`)]),
  ])
})
