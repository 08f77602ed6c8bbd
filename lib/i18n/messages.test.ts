import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locales } from '@/db/vocabulary'
import { errorCodes } from '../errors'
import { noticeKinds } from '../notices/notify'

const root = process.cwd()

type Messages = { [key: string]: Messages | string }
const keysOf = (messages: Messages, before = ''): string[] =>
  Object.entries(messages).flatMap(([key, value]) => (typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`)))
const readMessages = (locale: string, file: string): Messages =>
  JSON.parse(readFileSync(join(root, 'lib/i18n/messages', locale, file), 'utf8'))
/** The values that an ICU message takes, through its plurals and selects. */
function argumentsOf(text: string): Set<string> {
  const found = new Set<string>()
  let at = 0
  const until = (stop: RegExp) => {
    const from = at
    while (at < text.length && !stop.test(text[at] ?? '')) at++
    return text.slice(from, at).trim()
  }
  const message = () => {
    while (until(/[{}]/) !== null && text[at] === '{') {
      at++
      found.add(until(/[,}]/))
      while (text[at] !== '}' && at < text.length) {
        until(/[{}]/)
        if (text[at] !== '{') break
        at++
        message()
        at++
      }
      at++
    }
  }
  message()
  return found
}

describe('the messages', () => {
  const files = readdirSync(join(root, 'lib/i18n/messages', locales[0])).sort()

  it.each(files)('%s says the same things in every language, with the same values', (file) => {
    const [first, ...others] = locales.map((locale) => readMessages(locale, file))
    for (const other of others) expect(keysOf(other as Messages).sort()).toEqual(keysOf(first as Messages).sort())
    const at = (messages: unknown, key: string) =>
      key.split('.').reduce((m, part) => (m as Messages)[part] as Messages, messages as Messages) as unknown as string
    for (const key of keysOf(first as Messages)) {
      expect(at(first, key).trim(), key).not.toBe('')
      // One language may need a value more (a plural's), but none may name another one.
      for (const other of others) {
        const [few, many] = [argumentsOf(at(first, key)), argumentsOf(at(other, key))].sort((a, b) => a.size - b.size) as [
          Set<string>,
          Set<string>,
        ]
        expect([key, [...few].filter((value) => !many.has(value))]).toEqual([key, []])
      }
    }
  })

  it.each(locales)('%s has every file, a sentence for every refusal and for every kind of notice', (locale) => {
    expect(readdirSync(join(root, 'lib/i18n/messages', locale)).sort()).toEqual(files)
    const errors = readMessages(locale, 'errors.json')
    expect(errorCodes.filter((code) => !(code in errors))).toEqual([])
    const notices = JSON.stringify(readMessages(locale, 'notices.json'))
    expect(noticeKinds.filter((kind) => !notices.includes(`"${kind}"`))).toEqual([])
  })
})
