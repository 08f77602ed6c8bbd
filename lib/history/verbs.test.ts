import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { locales } from '@/db/vocabulary'
import { readModules } from '../../scripts/modules'

/** What stands in for a verb that is put together: every word that its hole may take. */
const holes: Record<string, string[]> = {
  'activity.hosting_${answer}': ['activity.hosting_accepted', 'activity.hosting_declined'],
  'booking.${status}': ['booking.requested', 'booking.confirmed'],
  'report.${decision}': ['report.dismissed', 'report.upheld'],
}

/** Every verb that the code records: the second argument of `record(`, and literals handed to what calls it. */
function verbsInCode(): Set<string> {
  const found = new Set<string>(['demo.seeded'])
  for (const { path, text } of readModules(process.cwd())) {
    if (!/^lib\//.test(path) || /\.test\.ts$/.test(path)) continue
    for (const [, argument = ''] of text.matchAll(/\brecord\(\s*ctx,\s*([^;]*?),\s*\{\s*type/g)) {
      for (const [, verb = ''] of argument.matchAll(/'([a-z_]+\.[a-z_]+)'/g)) found.add(verb)
      for (const [, verb = ''] of argument.matchAll(/`([^`]+)`/g))
        for (const one of holes[verb] ?? [`no words for the hole of ${verb}`]) found.add(one)
    }
    if (/\brecord\(\s*ctx,\s*verb,/.test(text)) for (const [, verb = ''] of text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)) found.add(verb)
  }
  return found
}

describe('the verbs of the history', () => {
  const verbs = [...verbsInCode()].sort()
  it('are found in the code', () => {
    expect(verbs.length).toBeGreaterThan(80)
    expect(verbs).toEqual(expect.arrayContaining(['activity.published', 'activity.submitted', 'booking.requested', 'membership.lifted']))
  })
  it.each(locales)('have words in %s, each with its noun in the filter or an entry of the system', (locale) => {
    const words = JSON.parse(readFileSync(`lib/i18n/messages/${locale}/history.json`, 'utf8'))
    const sentence = (verb: string) => verb.split('.').reduce((at, part) => at?.[part], words.verbs)
    expect(verbs.filter((verb) => !String(sentence(verb) ?? '').startsWith('<who></who>'))).toEqual([])
    expect(Object.keys(words.nouns).filter((noun) => !words.verbs[noun])).toEqual([])
  })
})
