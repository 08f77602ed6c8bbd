import type { RowReason } from '../schema/csv'

/** A row of a table: the line on which it begins, from 1, and its cells as they stand. */
export type Row = { line: number; cells: string[]; bad?: undefined } | { line: number; bad: RowReason; cells?: undefined }

/** No row of a spreadsheet is that long; and a quote that is open for so many lines was never meant to be one. */
const LONGEST = 100_000
const QUOTED_LINES = 60

/** The delimiter of a table by its first line: comma, semicolon, tab, or the full-width comma of a Chinese keyboard. */
export function delimiterOf(firstLine: string): string {
  const counted = [',', ';', '\t', '，'].map((d) => ({ d, n: firstLine.split(d).length }))
  return counted.reduce((best, one) => (one.n > best.n ? one : best)).d
}

/**
 * Cuts a table into rows as it comes in (RFC 4180; any line ending, blank lines left out). A quoted cell may hold line
 * breaks; where a quote is never closed, only the line that opened it is lost.
 */
export class RowSplitter {
  private pending = ''
  private line = 1
  private delimiter: string | null = null

  /** The rows that end in this piece of the file. */
  push(piece: string): Row[] {
    this.pending += piece
    return this.take(false)
  }

  /** The rows that are left at the file's end. */
  end(): Row[] {
    return this.take(true)
  }

  private take(isEnd: boolean): Row[] {
    const rows: Row[] = []
    const text = this.pending
    let at = this.line === 1 && text.startsWith('\uFEFF') ? 1 : 0
    while (at < text.length) {
      this.delimiter ??= firstLineOf(text, at, isEnd)
      if (this.delimiter === null) break
      const found = readRow(text, at, this.delimiter, isEnd)
      if (found === null) break
      const lines = lineBreaks(text, at, found.next)
      if (found.bad) rows.push({ line: this.line, bad: found.bad })
      else if (found.cells.some((cell) => cell.trim() !== '')) rows.push({ line: this.line, cells: found.cells })
      this.line += lines
      at = found.next
    }
    this.pending = text.slice(at)
    if (this.pending.length > LONGEST * 2) this.pending = ''
    return rows
  }
}

const endOfLine = (text: string, from: number): number => {
  for (let i = from; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i
  return -1
}
const afterBreak = (text: string, end: number): number => (text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1)

function firstLineOf(text: string, at: number, isEnd: boolean): string | null {
  const end = endOfLine(text, at)
  return end < 0 && !isEnd ? null : delimiterOf(text.slice(at, end < 0 ? undefined : end))
}

function lineBreaks(text: string, from: number, to: number): number {
  let n = 0
  for (let i = from; i < to; i++) if (text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')) n++
  return n
}

type Found = { next: number } & ({ cells: string[]; bad?: undefined } | { bad: RowReason; cells?: undefined })

/** The row that begins at `from`; null while its end has not come in yet. */
function readRow(text: string, from: number, delimiter: string, isEnd: boolean): Found | null {
  const cells: string[] = []
  let at = from
  for (;;) {
    const cell = text[at] === '"' ? quoted(text, at) : plain(text, at, delimiter)
    if (cell === 'open') return openQuote(text, from, isEnd)
    if (cell.end - from > LONGEST) return skipLine(text, from, 'row_too_long', isEnd)
    const last = text[cell.end]
    if (last === undefined || (last === '\r' && text[cell.end + 1] === undefined)) {
      if (!isEnd) return null
      return { cells: [...cells, cell.value], next: text.length }
    }
    if (last === delimiter) {
      cells.push(cell.value)
      at = cell.end + 1
    } else if (last === '\n' || last === '\r') return { cells: [...cells, cell.value], next: afterBreak(text, cell.end) }
    else return skipLine(text, from, 'quote_open', isEnd)
  }
}

function plain(text: string, from: number, delimiter: string): { value: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
  return { value: text.slice(from, end), end }
}

function quoted(text: string, from: number): { value: string; end: number } | 'open' {
  let end = from + 1
  for (;;) {
    end = text.indexOf('"', end)
    if (end < 0 || lineBreaks(text, from, Math.min(end, from + LONGEST)) > QUOTED_LINES) return 'open'
    if (text[end + 1] !== '"') break
    end += 2
  }
  return { value: text.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 }
}

/** A quote that is still open: the file may go on, or it was never meant to be closed. */
function openQuote(text: string, from: number, isEnd: boolean): Found | null {
  const isHopeless = isEnd || text.length - from > LONGEST || lineBreaks(text, from, text.length) > QUOTED_LINES
  return isHopeless ? skipLine(text, from, 'quote_open', isEnd) : null
}

function skipLine(text: string, from: number, bad: RowReason, isEnd: boolean): Found | null {
  const end = endOfLine(text, from)
  if (end < 0 && !isEnd && text.length - from <= LONGEST) return null
  return { bad, next: end < 0 ? text.length : afterBreak(text, end) }
}
