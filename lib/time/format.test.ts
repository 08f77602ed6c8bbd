import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatDay,
  formatFullDate,
  formatMonth,
  formatNumber,
  formatRange,
  formatTime,
  formatWhen,
  formatWhenInside,
  leafParts,
  startOfDay,
  weekFrom,
} from './format'

const zone = 'Asia/Shanghai'
const at = (text: string) => new Date(`${text}:00+08:00`)
/** A Wednesday. */
const now = at('2026-11-18T10:00')

describe('formatWhen', () => {
  it.each([
    ['2026-11-18T19:00', '今晚 19:00', 'Tonight, 19:00'],
    ['2026-11-18T18:00', '今晚 18:00', 'Tonight, 18:00'],
    ['2026-11-18T17:59', '今天 17:59', 'Today, 17:59'],
    ['2026-11-18T00:00', '今天 00:00', 'Today, 00:00'],
    ['2026-11-19T14:00', '明天 14:00', 'Tomorrow, 14:00'],
    ['2026-11-19T19:00', '明天 19:00', 'Tomorrow, 19:00'],
    ['2026-11-17T19:00', '昨天 19:00', 'Yesterday, 19:00'],
    ['2026-11-21T14:00', '周六 14:00', 'Sat 21 Nov, 14:00'],
    ['2026-11-22T14:00', '周日 14:00', 'Sun 22 Nov, 14:00'],
    ['2026-11-23T14:00', '下周一 14:00', 'Mon 23 Nov, 14:00'],
    ['2026-11-24T14:00', '下周二 14:00', 'Tue 24 Nov, 14:00'],
    ['2026-11-25T14:00', '11月25日 周三 14:00', 'Wed 25 Nov, 14:00'],
    ['2026-11-16T14:00', '11月16日 周一 14:00', 'Mon 16 Nov, 14:00'],
    ['2026-12-31T23:59', '12月31日 周四 23:59', 'Thu 31 Dec, 23:59'],
    ['2027-01-02T09:05', '2027年1月2日 周六 09:05', 'Sat 2 Jan 2027, 09:05'],
    ['2025-11-18T19:00', '2025年11月18日 周二 19:00', 'Tue 18 Nov 2025, 19:00'],
  ])('%s', (instant, zh, en) => {
    expect(formatWhen(at(instant), zone, 'zh-CN', now)).toBe(zh)
    expect(formatWhen(at(instant), zone, 'en', now)).toBe(en)
  })

  it('takes the day from the zone, not from UTC', () => {
    const lateInShanghai = at('2026-11-18T23:30')
    const start = at('2026-11-19T01:00')
    expect(formatWhen(start, zone, 'en', lateInShanghai)).toBe('Tomorrow, 01:00')
    expect(formatWhen(start, 'Europe/London', 'en', lateInShanghai)).toBe('Today, 17:00')
    expect(formatWhen(start, 'America/New_York', 'zh-CN', lateInShanghai)).toBe('今天 12:00')
  })

  it('stays near over the turn of a year', () => {
    expect(formatWhen(at('2027-01-01T00:30'), zone, 'zh-CN', at('2026-12-31T23:00'))).toBe('明天 00:30')
    expect(formatWhen(at('2027-01-03T10:00'), zone, 'zh-CN', at('2026-12-31T23:00'))).toBe('周日 10:00')
  })

  it('counts days over a change of clocks', () => {
    const beforeSpring = new Date('2026-03-28T12:00:00Z')
    expect(formatWhen(new Date('2026-03-29T11:00:00Z'), 'Europe/Berlin', 'en', beforeSpring)).toBe('Tomorrow, 13:00')
  })
})

describe('formatWhenInside', () => {
  it('begins no sentence', () => {
    expect(formatWhenInside(at('2026-11-18T19:00'), zone, 'en', now)).toBe('tonight, 19:00')
    expect(formatWhenInside(at('2026-11-21T14:00'), zone, 'en', now)).toBe('Sat 21 Nov, 14:00')
    expect(formatWhenInside(at('2026-11-18T19:00'), zone, 'zh-CN', now)).toBe('今晚 19:00')
  })
})

describe('formatRange', () => {
  const start = at('2026-11-18T19:00')
  it.each([
    [at('2026-11-18T21:00'), '今晚 19:00–21:00', 'Tonight, 19:00–21:00'],
    [null, '今晚 19:00', 'Tonight, 19:00'],
    [at('2026-11-19T00:00'), '今晚 19:00–24:00', 'Tonight, 19:00–24:00'],
    [at('2026-11-19T00:30'), '今晚 19:00 – 明天 00:30', 'Tonight, 19:00 – Tomorrow, 00:30'],
    [at('2026-11-20T00:00'), '今晚 19:00 – 周五 00:00', 'Tonight, 19:00 – Fri 20 Nov, 00:00'],
    [at('2027-01-01T10:00'), '今晚 19:00 – 2027年1月1日 周五 10:00', 'Tonight, 19:00 – Fri 1 Jan 2027, 10:00'],
  ])('to %s', (end, zh, en) => {
    expect(formatRange(start, end, zone, 'zh-CN', now)).toBe(zh)
    expect(formatRange(start, end, zone, 'en', now)).toBe(en)
  })
})

describe('formatDay', () => {
  it.each([
    ['2026-11-18', '今天 · 周三', 'Today · Wed'],
    ['2026-11-19', '明天 · 周四', 'Tomorrow · Thu'],
    ['2026-11-17', '昨天 · 周二', 'Yesterday · Tue'],
    ['2026-11-21', '11月21日 · 周六', 'Sat 21 Nov'],
    ['2027-02-28', '2027年2月28日 · 周日', 'Sun 28 Feb 2027'],
  ])('%s', (date, zh, en) => {
    expect(formatDay(date, 'zh-CN', { instant: now, zone })).toBe(zh)
    expect(formatDay(date, 'en', { instant: now, zone })).toBe(en)
    expect(formatDay(date, 'en', '2026-11-18')).toBe(en)
  })

  it('without now says the whole date', () => {
    expect(formatDay('2026-11-18', 'zh-CN')).toBe('2026年11月18日 · 周三')
    expect(formatDay('2026-11-18', 'en')).toBe('Wed 18 Nov 2026')
    expect(formatFullDate('2026-11-18', 'zh-CN')).toBe('2026年11月18日 周三')
    expect(formatFullDate('2026-11-18', 'en')).toBe('Wed 18 Nov 2026')
  })
})

describe('formatAgo', () => {
  it.each([
    [-20_000, '刚刚', 'just now'],
    [-60_000, '1 分钟前', '1 minute ago'],
    [-5 * 60_000, '5 分钟前', '5 minutes ago'],
    [45 * 60_000, '45 分钟后', 'in 45 minutes'],
    [-3 * 3_600_000, '3 小时前', '3 hours ago'],
    [24 * 3_600_000, '1 天后', 'in 1 day'],
    [3 * 86_400_000, '3 天后', 'in 3 days'],
    [-90 * 86_400_000, '3 个月前', '3 months ago'],
  ])('%i ms', (away, zh, en) => {
    const instant = new Date(now.getTime() + away)
    expect(formatAgo(instant, now, 'zh-CN')).toBe(zh)
    expect(formatAgo(instant, now, 'en')).toBe(en)
  })
})

it('says times, months and numbers', () => {
  expect(formatTime(at('2026-11-18T09:05'), zone)).toBe('09:05')
  expect(formatTime(at('2026-11-18T00:00'), zone)).toBe('00:00')
  expect(formatMonth('2026-10', 'zh-CN')).toBe('2026年10月')
  expect(formatMonth('2026-10', 'en')).toBe('Oct 2026')
  expect(formatNumber(13046, 'zh-CN')).toBe('13,046')
  expect(formatNumber(13046, 'en')).toBe('13,046')
})

it('gives a leaf its words', () => {
  expect(leafParts(at('2026-11-18T19:00'), zone, 'zh-CN')).toEqual({ date: '2026-11-18', day: 18, month: '11月', weekday: '周三' })
  expect(leafParts(at('2026-11-18T00:30'), 'UTC', 'en')).toEqual({ date: '2026-11-17', day: 17, month: 'NOV', weekday: 'Tue' })
})

it('gives seven days over the end of a month', () => {
  expect(weekFrom('2026-11-28', 'en').map((d) => `${d.weekday} ${d.day}`)).toEqual([
    'Sat 28',
    'Sun 29',
    'Mon 30',
    'Tue 1',
    'Wed 2',
    'Thu 3',
    'Fri 4',
  ])
  expect(startOfDay('2026-11-28', zone).toISOString()).toBe('2026-11-27T16:00:00.000Z')
})
