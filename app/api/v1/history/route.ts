import { hasLocale } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { currentCtx } from '@/lib/auth/actor'
import { csvResponse } from '@/lib/files/csv'
import { listHistory, MOST_EXPORTED } from '@/lib/history/queries'
import { historyFilterSchema } from '@/lib/history/schema'
import { routing } from '@/lib/i18n/routing'
import { textIn } from '@/lib/i18n/text'
import { route } from '@/lib/route'

/** The history's newest entries that fit the filter, as CSV; a row an entry, with its ids, so that seals can be recomputed elsewhere. */
export const GET = route(async (request: Request) => {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  const locale = hasLocale(routing.locales, params.locale) ? params.locale : routing.defaultLocale
  const t = await getTranslations({ locale, namespace: 'history' })
  const { entries } = await listHistory(await currentCtx(), historyFilterSchema.parse(params), MOST_EXPORTED)
  const who = (entry: (typeof entries)[number]) => {
    if (!entry.actorId) return entry.actorKind === 'visitor' ? t('visitor') : t('job', { name: entry.actorKind })
    return entry.actor?.names ? textIn(entry.actor.names, locale) : t('erased')
  }
  const columns = ['at', 'actor', 'verb', 'sentence', 'subjectType', 'subject', 'ids'] as const
  return csvResponse('hui-history.csv', [
    columns.map((column) => t(`columns.${column}`)),
    ...entries.map((entry) => [
      entry.at.toISOString(),
      who(entry),
      entry.verb,
      t.markup(`verbs.${entry.verb}` as 'verbs.activity.published', {
        who: () => who(entry),
        what: () => (entry.thing ? (entry.thing.names ? textIn(entry.thing.names, locale) : t('erased')) : t('gone')),
      }),
      entry.subjectType,
      entry.subjectId,
      JSON.stringify(entry.ids),
    ]),
  ])
})
