import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createTranslator } from 'next-intl'
import { systemCtx } from '@/lib/auth/actor'
import en from '@/lib/i18n/messages/en/imports.json'
import zh from '@/lib/i18n/messages/zh-CN/imports.json'
import { importCsv } from '@/lib/imports/commands/csv/import'
import { importMeetup } from '@/lib/imports/commands/meetup'
import { ensureNetwork } from '@/lib/imports/commands/network'
import { archiveFiles } from '@/lib/imports/queries'
import { csvFiles, sheetOf } from '@/lib/imports/queries/sheets'
import type { DateOrder } from '@/lib/imports/rules/dates'
import { isNote } from '@/lib/imports/schema/csv'
import { isZone } from '@/lib/time/zones'
import { Refused, script } from './script'

const isChinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
const t = createTranslator({ locale: isChinese ? 'zh-CN' : 'en', messages: isChinese ? zh : en })

function readArguments() {
  const words = process.argv.slice(2)
  const option = (name: string) => {
    const at = words.indexOf(name)
    return at < 0 ? undefined : (words.splice(at, 2)[1] ?? '')
  }
  const [zone, dates] = [option('--zone'), option('--dates')]
  const [system, folder, ...rest] = words
  if ((system !== 'meetup' && system !== 'csv') || !folder || rest.length > 0) throw new Refused(t('usage'))
  if (zone !== undefined && !isZone(zone)) throw new Refused(t('zone_unknown', { zone }))
  if (dates !== undefined && dates !== 'dmy' && dates !== 'mdy') throw new Refused(t('dates_unknown'))
  return { system, folder: resolve(folder), zone, order: (dates ?? null) as DateOrder | null }
}

const said = (zone: string) => console.error(t('network_made', { zone }))
const progress = (file: string, share: number, records: number) =>
  console.error(t('progress', { file, share: `${Math.floor(share * 100)} %`, records: String(records) }))

async function meetup(folder: string, zone: string | undefined) {
  const { chapters, events } = await archiveFiles(folder)
  if (!chapters && events.length === 0) throw new Refused(t('folder_empty', { folder }))
  return importMeetup(
    await systemCtx('import'),
    folder,
    {
      onNetwork: said,
      onProgress: progress,
      onBad: ({ reason, ...where }) =>
        console.log(t('bad', { ...where, position: String(where.position), line: String(where.line), reason: t(`reasons.${reason}`) })),
    },
    zone,
  )
}

async function csv(folder: string, zone: string | undefined, order: DateOrder | null) {
  const files = await csvFiles(folder)
  if (files.length === 0) throw new Refused(t('csv_empty', { folder }))
  const ctx = await systemCtx('import')
  const network = await ensureNetwork(ctx, folder.split('/').at(-1) ?? 'import', zone ?? 'UTC')
  if (network.made) said(network.zone)
  return importCsv(
    ctx,
    await Promise.all(files.map(sheetOf)),
    {
      onProgress: progress,
      onProblem: (file, { line, field, reason }) =>
        console.log(
          t(isNote(reason) ? 'csv_note' : 'csv_bad', {
            file,
            line: String(line),
            field: field ? t('csv_field', { field }) : '',
            reason: t(`rowReasons.${reason}`),
          }),
        ),
    },
    { scope: null, order, folder },
  )
}

/**
 * Takes an archive or spreadsheets in: progress on stderr, each record that is skipped on stdout, and as the last line
 * one JSON object that counts what the folder holds.
 */
await script(async () => {
  const { system, folder, zone, order } = readArguments()
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) throw new Refused(t('folder_missing', { folder }))
  console.log(JSON.stringify(system === 'meetup' ? await meetup(folder, zone) : await csv(folder, zone, order)))
})
