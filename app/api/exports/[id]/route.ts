import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentCtx } from '@/lib/auth/actor'
import { localeOf } from '@/lib/auth/form'
import { csvResponse } from '@/lib/files/csv'
import { xlsxResponse } from '@/lib/files/xlsx'
import { downloadExport } from '@/lib/groups/commands/exports'
import { textIn } from '@/lib/i18n/text'
import { route } from '@/lib/route'

/** An approved file of a group's members, for the officer who asked: CSV, or with `format=xlsx` a workbook. */
export const GET = route(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const exportId = z.uuid().parse((await params).id)
  const asked = new URL(request.url).searchParams
  const locale = localeOf(asked.get('locale') ?? undefined)
  const { slug, members } = await downloadExport(await currentCtx(), { exportId })
  const t = await getTranslations({ locale, namespace: 'groups' })
  const columns = ['name', 'joined', 'state', 'district', 'interests', 'skills'] as const
  const rows = [
    columns.map((column) => t(`exports.columns.${column}`)),
    ...members.map(({ displayName, joinedOn, status, district, interests, skills }) => [
      displayName,
      joinedOn,
      t(`members.states.${status}`),
      textIn(district, locale) || null,
      interests.join(', ') || null,
      skills.join(', ') || null,
    ]),
  ]
  if (asked.get('format') !== 'xlsx') return csvResponse(`members-${slug}.csv`, rows)
  return xlsxResponse(`members-${slug}.xlsx`, [{ name: t('exports.sheet'), rows, widths: [20, 14, 12, 16, 32, 32] }])
})
