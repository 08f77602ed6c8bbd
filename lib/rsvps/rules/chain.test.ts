import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChain } from './chain'

const chain = `#接龙
周六下午 听松书房 3月1日 14:00，名额 30
例 姓名+人数

1. 张三
2. 李四 +1
3. 王五（带孩子）
4、赵六 2人
5．Anna Keller +2
6. 钱七，取消
7. 张三
8. 孙八带两个孩子
9. 周九 和爱人
10. 吴十(共三人)
11 郑一
⑫ 冯二＋家属
13. +1
`

describe('readChain', () => {
  it('takes the numbered people with their companions, each once, and nobody who gave up', () =>
    expect(readChain(chain).map(({ line, name, companions }) => [line, name, companions])).toEqual([
      [5, '张三', 0],
      [6, '李四', 1],
      [7, '王五', 1],
      [8, '赵六', 1],
      [9, 'Anna Keller', 2],
      [12, '孙八', 2],
      [13, '周九', 1],
      [14, '吴十', 2],
      [15, '郑一', 0],
      [16, '冯二', 1],
    ]))

  it('keeps what was written beside the name', () =>
    expect(readChain('1. 王五（带孩子，素食）')).toEqual([{ line: 1, name: '王五', companions: 1, note: '带孩子,素食' }]))

  it('finds every name of a generated chain', () => {
    const name = fc.stringMatching(/^[\u4e00-\u9fa5]{2,4}$/).filter((n) => !/[带和携及共报人位取不请退来去一二两三四五六七八九十]/u.test(n))
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 20 }), fc.nat(9), (names, n) => {
        const read = readChain(`#接龙\n${names.map((one, i) => `${i + 1}. ${one}${n ? ` +${n}` : ''}`).join('\n')}`)
        expect(read.map((e) => [e.name, e.companions])).toEqual(names.map((one) => [one, n]))
      }),
    )
  })

  it('is at a loss with nothing, and never throws', () => {
    expect(readChain('大家好\n明天见')).toEqual([])
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void readChain(text)))
  })

  it('reads a line of blanks as quickly as any other', () => {
    const began = performance.now()
    for (const gap of [' ', '\u3000', '+', '带', '1', '人 ', ' 带']) {
      readChain(`1. 甲${gap.repeat(9_000)}乙`)
      readChain(Array.from({ length: 90 }, () => `1. 甲${gap.repeat(100)}乙`).join('\n'))
    }
    expect(performance.now() - began).toBeLessThan(1000)
    expect(readChain(`1. 张三${' '.repeat(5000)}带孩子`)).toMatchObject([{ name: '张三', companions: 1 }])
  })
})
