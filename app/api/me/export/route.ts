import { getTranslations } from 'next-intl/server'
import { currentCtx } from '@/lib/auth/actor'
import { readForm } from '@/lib/auth/form'
import { exportMyData } from '@/lib/contributions/commands/export'
import { type Row, readMine, sectionNames } from '@/lib/contributions/queries/mine'
import { AppError } from '@/lib/errors'
import { csvText } from '@/lib/files/csv'
import { type ZipEntry, zipResponse } from '@/lib/files/zip'
import { textIn } from '@/lib/i18n/text'
import { getReference } from '@/lib/network/queries'
import { route } from '@/lib/route'

/** A copy of one's own data as a ZIP: each kind of fact as JSON and as CSV, and a text that says what is what. */
export const POST = route(async (request: Request) => {
  const { locale } = await readForm(request)
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') throw new AppError('sign_in_required')
  await exportMyData(ctx)
  const { network } = await getReference(ctx)
  const t = await getTranslations({ locale, namespace: 'contributions' })
  const day = ctx.now.toISOString().slice(0, 10)
  const readme = [
    t('readme.title', { network: textIn(network?.names, locale) || 'Hui', at: ctx.now.toISOString() }),
    ...(network?.demoSeededAt ? [t('readme.fictional')] : []),
    t('readme.how'),
    '',
    ...sectionNames.map((name) => `${name}: ${t(`sections.${name}`)}`),
    '',
    t('readme.others'),
  ].join('\r\n')
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: 'README.txt', text: `\uFEFF${readme}\r\n` }
    for await (const { name, rows } of readMine(ctx, locale)) {
      yield { name: `${name}.json`, text: `${JSON.stringify(rows, null, 2)}\n` }
      if (rows.length > 0) yield { name: `${name}.csv`, text: csvText(tableOf(rows)) }
    }
  }
  return zipResponse(`hui-${day}.zip`, entries())
})

/** A head row of the names that any row has, then a row each. */
function tableOf(rows: Row[]): (string | number | null)[][] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [names, ...rows.map((row) => names.map((name) => cell(row[name])))]
}

const cell = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}
