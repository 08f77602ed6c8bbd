import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createTranslator } from 'next-intl'
import { systemCtx } from '@/lib/auth/actor'
import en from '@/lib/i18n/messages/en/imports.json'
import zh from '@/lib/i18n/messages/zh-CN/imports.json'
import { importMeetup } from '@/lib/imports/commands/meetup'
import { archiveFiles } from '@/lib/imports/queries'
import { isZone } from '@/lib/time/zones'
import { Refused, script } from './script'

const isChinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
const t = createTranslator({ locale: isChinese ? 'zh-CN' : 'en', messages: isChinese ? zh : en })

function readArguments() {
  const words = process.argv.slice(2)
  const at = words.indexOf('--zone')
  const [, zone = ''] = at < 0 ? [] : words.splice(at, 2)
  const [system, folder, ...rest] = words
  if (system !== 'meetup' || !folder || rest.length > 0) throw new Refused(t('usage'))
  if (at >= 0 && !isZone(zone)) throw new Refused(t('zone_unknown', { zone }))
  return { folder: resolve(folder), zone: zone || undefined }
}

/**
 * Takes an archive in: progress on stderr, each record that is skipped on stdout, and as the last line one JSON object
 * that counts what the folder holds.
 */
await script(async () => {
  const { folder, zone } = readArguments()
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) throw new Refused(t('folder_missing', { folder }))
  const { chapters, events } = await archiveFiles(folder)
  if (!chapters && events.length === 0) throw new Refused(t('folder_empty', { folder }))
  const counts = await importMeetup(
    await systemCtx('import'),
    folder,
    {
      onNetwork: (zone) => console.error(t('network_made', { zone })),
      onProgress: (file, share, records) =>
        console.error(t('progress', { file, share: `${Math.floor(share * 100)} %`, records: String(records) })),
      onBad: ({ reason, ...where }) =>
        console.log(t('bad', { ...where, position: String(where.position), line: String(where.line), reason: t(`reasons.${reason}`) })),
    },
    zone,
  )
  console.log(JSON.stringify(counts))
})
