import { describe, expect, it } from 'vitest'
import { cursorOf } from '../search/cursor'
import { groupApiSchema, groupFilterHref, groupFilterSchema, publicCount } from './schema'

it.each([
  [0, 0],
  [1, null],
  [4, null],
  [5, 5],
])('tells %i people as %s', (count, shown) => expect(publicCount(count)).toBe(shown))

describe('groupFilterSchema', () => {
  it('reads an address, and takes what does not fit for not asked', () => {
    expect(groupFilterSchema.parse({ q: ' 悦读 ', district: '330106', type: 'chapter', alliance: 'a-b' })).toEqual({
      q: '悦读',
      district: '330106',
      type: 'chapter',
      alliance: 'a-b',
    })
    const bad = { q: 'x'.repeat(101), district: "3'", type: 'club', alliance: 'A B', cursor: 'c'.repeat(401) }
    expect(Object.values(groupFilterSchema.parse(bad)).filter((v) => v !== undefined)).toEqual([])
    expect(groupFilterSchema.parse({ q: ['a', 'b'], type: '' })).toEqual({ q: 'a' })
  })

  it('writes the address that it reads', () => {
    const filter = { q: '悦读 & 茶', district: '330106' }
    expect(groupFilterSchema.parse(Object.fromEntries(new URLSearchParams(groupFilterHref(filter))))).toEqual(filter)
    expect(groupFilterHref({})).toBe('')
  })
})

describe('groupApiSchema', () => {
  const cursor = cursorOf({ sortKey: 'a', id: '0192f0c0-0000-7000-8000-000000000001' })

  it.each([
    [{}, 50],
    [{ limit: '1' }, 1],
    [{ limit: '100', cursor }, 100],
  ])('takes %j', (asked, limit) => expect(groupApiSchema.parse(asked)).toMatchObject({ limit }))

  it.each([{ limit: '0' }, { limit: '101' }, { limit: '1.5' }, { limit: 'x' }, { limit: '' }, { cursor: 'x' }, { cursor: '' }])(
    'refuses %j',
    (asked) => expect(groupApiSchema.safeParse(asked).success).toBe(false),
  )
})
