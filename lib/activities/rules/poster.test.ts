import { describe, expect, it } from 'vitest'
import { linesOf, posterOf, sharePictureOf } from './poster'

const words = {
  ...{ title: '听松夜读·第12期', day: '2026年11月26日 周四', time: '19:00–21:00', place: '听松书房', hosts: '听松悦读分会' },
  ...{
    kind: { name: '学习交流', hue: 230 },
    network: '荟',
    url: 'https://hui.example.org/zh-CN/activities/x',
    scan: '扫码报名',
    language: 'zh-CN',
  },
}

describe('the lines of a poster', () => {
  it('break between characters and between words, never inside one, and never before a full stop', () => {
    expect(linesOf('一二三四五六七', 4, 9)).toEqual(['一二三四', '五六七'])
    expect(linesOf('一二三四。五', 4, 9)).toEqual(['一二三四。', '五'])
    expect(linesOf('Night reading at the lake', 7, 9)).toEqual(['Night reading', 'at the lake'])
  })
  it('end with an ellipsis where there are too many', () => expect(linesOf('一二三四五六七', 2, 2)).toEqual(['一二', '三四…']))
})

describe('the pictures of an activity', () => {
  it.each([posterOf, sharePictureOf])('hold what people wrote as text', (draw) => {
    const drawn = draw({ ...words, title: '</text><script>alert(1)</script>', place: 'A & "B"' })
    expect(drawn).not.toContain('<script>')
    expect(drawn).toContain('&amp;')
    expect(drawn).toContain(words.time)
  })
})
