import { z } from 'zod'
import { e164Of } from '../../accounts/rules'
import { isZone } from '../../time/zones'
import { type CellKind, type Choice, type Column, choices, type RowReason } from '../schema/csv'
import { type DateOrder, readDate } from './dates'

/** What a cell says, by the kind of its column. */

export type CellValue = string | number | string[] | { name: string; capacity: number | null }[]
export type ReadCell = { value: CellValue; bad?: undefined } | { bad: RowReason }
export type Around = { order: DateOrder | null; today: string; zone: string }

/** Full-width letters, figures and blanks become plain ones; what nobody sees goes. Han punctuation stays as it is written. */
export function cleaned(text: string): string {
  return text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\u3000\u00A0]/g, ' ')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=[=+\-@])/, '')
}

/** Compared without case, blanks and punctuation. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const words = new Map<Choice, Map<string, string>>()
for (const [choice, lines] of Object.entries(choices))
  words.set(
    choice as Choice,
    new Map(lines.flatMap((line) => line.split(',').map((word) => [folded(word), line.split(',')[0] as string] as const))),
  )

const email = z.email()
const ASCII_ID = /^[\p{L}\p{N}][\p{L}\p{N} ._/#:@-]*$/u

/** The value of a cell that holds something; the caller leaves empty ones out. */
export function readCell(column: Column, raw: string, around: Around): ReadCell {
  if (raw.includes('\uFFFD')) return { bad: 'encoding_broken' }
  if (/[^\P{Cc}\t\n\r]|\p{Cs}/u.test(raw)) return { bad: 'characters' }
  const text = cleaned(raw)
  if ([...text].length > (column.max ?? 200)) return { bad: 'too_long' }
  return readKind(column.kind, text, around)
}

function readKind(kind: CellKind, text: string, around: Around): ReadCell {
  switch (kind) {
    case 'text':
    case 'time':
      return { value: text }
    case 'name':
      return /[\p{L}\p{N}]/u.test(text) ? { value: text.replaceAll('\n', ' ') } : { bad: 'name_unreadable' }
    case 'id':
      return ASCII_ID.test(text) ? { value: text } : { bad: 'id_invalid' }
    case 'email':
      return email.safeParse(text.toLowerCase()).success ? { value: text.toLowerCase() } : { bad: 'email_invalid' }
    case 'phone': {
      const phone = e164Of(text, around.zone)
      return phone ? { value: phone } : { bad: 'phone_invalid' }
    }
    case 'link':
      return /^https?:\/\/[^\s]+\.[^\s]+$/.test(text) ? { value: text } : { bad: 'link_invalid' }
    case 'zone':
      return /^[A-Za-z]+\/|^UTC$/.test(text) && isZone(text) ? { value: text } : { bad: 'zone_unknown' }
    case 'date':
      return { value: text }
    case 'past':
      return readPast(text, around)
    case 'year':
      return /^(19|20)\d\d年?$/.test(text) ? { value: Number(text.slice(0, 4)) } : { bad: 'year_invalid' }
    case 'count':
      return readNumber(text, { whole: true, least: 1, most: 100_000 })
    case 'lng':
      return readNumber(text, { whole: false, least: -180, most: 180 })
    case 'lat':
      return readNumber(text, { whole: false, least: -90, most: 90 })
    case 'spaces':
      return readSpaces(text)
    case 'facility':
    case 'language':
      return readList(kind, text)
    default: {
      const value = words.get(kind)?.get(folded(text))
      return value ? { value } : { bad: `${kind}_unknown` }
    }
  }
}

/** A day that is over: founded, joined, left. */
function readPast(text: string, { order, today }: Around): ReadCell {
  const read = readDate(text, { order, year: null })
  if (read.bad) return { bad: read.bad }
  return read.date > today ? { bad: 'date_in_future' } : { value: read.date }
}

function readNumber(text: string, { whole, least, most }: { whole: boolean; least: number; most: number }): ReadCell {
  const plain = text
    .normalize('NFKC')
    .replace(/(?<=\d)[,\s](?=\d{3}\b)/g, '')
    .replace(/\s?(人|个|名|位|席|people|seats)$/i, '')
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return { bad: 'number_unreadable' }
  const value = Number(plain)
  if (whole && !Number.isInteger(value)) return { bad: 'number_not_whole' }
  return value < least ? { bad: 'number_too_small' } : value > most ? { bad: 'number_too_big' } : { value }
}

const split = (text: string): string[] =>
  text
    .split(/[;；、\n|]|,(?!\d{3}\b)|，/)
    .map((part) => part.trim())
    .filter(Boolean)

function readList(kind: Choice, text: string): ReadCell {
  const values = split(text).map((part) => words.get(kind)?.get(folded(part)))
  return values.every((value) => value !== undefined) ? { value: [...new Set(values as string[])] } : { bad: `${kind}_unknown` }
}

/** Several groups in one cell: separated by semicolons, or by the Chinese enumeration comma. */
export const splitGroups = (text: string): string[] => [
  ...new Set(
    text
      .split(/[;；、\n|]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

/** `正厅:60; 茶室 12` → names with their capacity. */
function readSpaces(text: string): ReadCell {
  const spaces = split(text).map((part) => {
    const [, name = '', capacity] = /^(.*?)(?:\s*[:：(（ ]\s*(\d{1,6})\s*人?\s*[)）]?)?$/.exec(part) ?? []
    return { name: name.trim(), capacity: capacity ? Number(capacity) : null }
  })
  const isGood = spaces.every(({ name, capacity }) => /[\p{L}\p{N}]/u.test(name) && name.length <= 60 && capacity !== 0)
  return isGood && spaces.length <= 30 ? { value: spaces } : { bad: 'space_invalid' }
}
