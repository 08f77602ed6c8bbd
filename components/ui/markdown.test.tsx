import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { isTangled, Markdown } from './markdown'

/** The longest text that an activity takes. */
const LONGEST = 20_000
const filled = (unit: string) => unit.repeat(Math.floor(LONGEST / unit.length))
const render = (zh: string) => renderToString(<Markdown value={{ zh }} locale="zh-CN" />)

describe('a text in Markdown', () => {
  it.each(['1. ', '> ', '- ', '>', '*a_ ', '_*', '](', '[](<', '[a](', '[', '<', '`a``', '|a\n|-\n', '\n- ', '\n> ', '\n  - a', '\\', '&'])(
    'of nothing but %j holds nobody up',
    (unit) => {
      const began = performance.now()
      expect(render(filled(unit))).toContain('<div')
      expect(performance.now() - began).toBeLessThan(1500)
    },
  )

  it('of lists in lists is read to whatever depth its length allows', () => {
    let text = ''
    for (let depth = 0; text.length < LONGEST; depth++) text += `${'  '.repeat(depth)}- a\n`
    const began = performance.now()
    expect(render(text.slice(0, LONGEST))).toContain('<li>')
    expect(performance.now() - began).toBeLessThan(3000)
  })

  it('is shown as it stands where it is tangled, and cannot be more than text', () => {
    expect(render(`<script>alert(1)</script>${filled('> ')}`)).toMatch(/^<div class="prose whitespace-pre-line/)
    expect(render(`<script>alert(1)</script>${filled('*a_ ')}`)).not.toContain('<script>')
  })

  it('of a long evening is Markdown', () => {
    const table = `| 时间 | 内容 | 主讲 |\n|---|---|---|\n${'| 19:00 | **开场** | [林知夏](https://example.org/a_b) |\n'.repeat(40)}`
    const list = '1. *第一*\n   - 带 `书`\n     > 读到哪里？\n'.repeat(60)
    const rules = `${'-'.repeat(40)}\n\n${'* '.repeat(20)}\n\n>>> 引文\n\n---------\n\n- 1. 先\n\n${'*'.repeat(30)}`
    expect(isTangled(`# 夜读\n\n${rules}\n\n${table}\n\n${list}\n\n${'很长的一段话。'.repeat(800)}`)).toBe(false)
    expect(render(table)).toContain('<table>')
  })
})
