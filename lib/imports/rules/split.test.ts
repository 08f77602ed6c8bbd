import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArraySplitter, type Element } from './split'

function split(file: string, size = file.length || 1): Element[] {
  const splitter = new ArraySplitter()
  const found: Element[] = []
  for (let i = 0; i < file.length; i += size) found.push(...splitter.push(file.slice(i, i + size)))
  return [...found, ...splitter.end()]
}
const texts = (file: string, size?: number) => split(file, size).map((e) => ('text' in e ? e.text : e.bad))

describe('ArraySplitter', () => {
  it('cuts any array into its elements, wherever the file is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.nat(20), fc.constantFrom(undefined, 2, '\t'), (values, size, indent) => {
        const found = texts(JSON.stringify(values, null, indent), size + 1)
        expect(found.map((t) => JSON.parse(t))).toEqual(JSON.parse(JSON.stringify(values)))
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    '{"a":"}]"}',
    '{"a":"\\"}]\\\\"}',
    '{"a":"[{"}',
    '{"a":"\\u0022,"}',
    '{"a":{"b":[{},[]]}}',
    '"]"',
    '"\\\\"',
    'null',
    '-1.5e3',
    '{"a":"𬭎🙂"}',
  ])('is not deceived by %s', (nasty) => {
    for (const size of [1, 2, 3, 1000]) expect(texts(`[ ${nasty} ,${nasty}]`, size)).toEqual([nasty, nasty])
  })

  it('counts positions from 1 and says the line', () => {
    expect(split('\uFEFF[\n  {"a": 1},\n  {\n "b": 2}\n]\n')).toEqual([
      { position: 1, line: 2, text: '{"a": 1}' },
      { position: 2, line: 3, text: '{\n "b": 2}' },
    ])
  })

  it.each([
    ['a quote that is left open', '{"a": "b,\n "c": 1}'],
    ['a bracket too few inside', '{"a": [1, 2}'],
    ['a bracket too many inside', '{"a": 1]2}'],
    ['a comma too many', '{"a": 1,,}'],
    ['no JSON at all', 'nonsense'],
  ])('loses one element only by %s', (_, broken) => {
    const found = texts(`[{"x":1}, ${broken}, {"y":2}]`)
    expect([found[0], found.at(-1)]).toEqual(['{"x":1}', '{"y":2}'])
    expect(() => JSON.parse(found[1] ?? '')).toThrow()
    expect(found).toHaveLength(3)
  })

  it('says of a file what it is not', () => {
    for (const file of ['', ' ', '{"a": []}', 'null', '<html>']) expect(split(file)).toMatchObject([{ position: 0, bad: 'not_an_array' }])
    expect(split('[]')).toEqual([])
    expect(split('[{"a": 1}, {"b": ')).toEqual([
      { position: 1, line: 1, text: '{"a": 1}' },
      { position: 2, line: 1, bad: 'ends_early' },
    ])
    expect(split('[{"a": 1}')).toMatchObject([{ text: '{"a": 1}' }, { position: 2, bad: 'ends_early' }])
  })

  it('does not take a record without an end into memory', () => {
    const splitter = new ArraySplitter()
    splitter.push('[{"a": "')
    const piece = 'x'.repeat(1_000_000)
    const found = Array.from({ length: 6 }, () => splitter.push(piece)).flat()
    expect(found).toEqual([{ position: 1, line: 1, bad: 'too_large' }])
  })
})
