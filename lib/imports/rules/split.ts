import type { BadReason } from '../schema'

/** An element of the array: its place in the file, counted from 1, and the line on which it begins. */
export type Element = { position: number; line: number } & ({ text: string } | { bad: BadReason })

/** No record of an archive is that long; a file that never ends is not read into memory. */
const LONGEST = 4_000_000
const closes: Record<string, string> = { '}': '{', ']': '[' }

/**
 * Cuts a JSON file that holds one array into the texts of its elements, as the file comes in. Does not parse them: what
 * is broken inside one element spoils that element only, because a quote ends with its line and a bracket that does not
 * fit closes those inside.
 */
export class ArraySplitter {
  private state: 'before' | 'between' | 'inside' | 'after' = 'before'
  private text = ''
  private open: string[] = []
  private quoted = false
  private escaped = false
  private position = 0
  private line = 1
  private beganOn = 1

  /** The elements that end in this piece of the file. */
  push(piece: string): Element[] {
    const found: Element[] = []
    let from = 0
    for (let i = 0; i < piece.length && this.state !== 'after'; i++) {
      const c = piece[i] as string
      if (c === '\n') this.line++
      if (this.state === 'inside') {
        const last = this.step(c)
        if (last === null) continue
        this.text += piece.slice(from, i + last)
        found.push(this.done({ text: this.text }))
        if (last === 1) continue
      }
      if (this.state === 'before') this.begin(c, found)
      else if (c === ']') this.state = 'after'
      else if (!/[\s,]/.test(c)) {
        this.state = 'inside'
        this.position++
        this.beganOn = this.line
        from = i
        const last = this.step(c)
        if (last !== null) found.push(this.done({ text: c }))
      }
    }
    if (this.state === 'inside') {
      this.text += piece.slice(from)
      if (this.text.length > LONGEST) {
        found.push(this.done({ bad: 'too_large' }))
        this.state = 'after'
      }
    }
    return found
  }

  /** What is wrong with the file's end; nothing when the array was closed. */
  end(): Element[] {
    if (this.state === 'after') return []
    if (this.state === 'before') return [{ position: 0, line: 1, bad: 'not_an_array' }]
    if (this.state === 'between') return [{ position: this.position + 1, line: this.line, bad: 'ends_early' }]
    return [this.done({ bad: 'ends_early' })]
  }

  private begin(c: string, found: Element[]): void {
    if (/[\s\uFEFF]/.test(c)) return
    this.state = c === '[' ? 'between' : 'after'
    if (c !== '[') found.push({ position: 0, line: this.line, bad: 'not_an_array' })
  }

  private done(what: { text: string } | { bad: BadReason }): Element {
    this.text = ''
    this.open = []
    this.quoted = false
    this.escaped = false
    this.state = 'between'
    return { position: this.position, line: this.beganOn, ...what }
  }

  /** One character inside an element: null while it goes on, 1 when it ended with it, 0 when it ended before it. */
  private step(c: string): 0 | 1 | null {
    if (this.quoted) {
      if (this.escaped) this.escaped = false
      else if (c === '\\') this.escaped = true
      else if (c === '"' || c === '\n') this.quoted = false
      return this.quoted || this.open.length > 0 ? null : 1
    }
    if (c === '"') this.quoted = true
    else if (c === '{' || c === '[') this.open.push(c)
    else if (c === '}' || c === ']') return this.close(c)
    else if (this.open.length === 0 && /[\s,]/.test(c)) return 0
    return null
  }

  private close(c: string): 0 | 1 | null {
    const opened = this.open.lastIndexOf(closes[c] as string)
    if (opened < 0) return c === ']' && this.open.length === 0 ? 0 : null
    this.open.length = opened
    return opened === 0 ? 1 : null
  }
}
