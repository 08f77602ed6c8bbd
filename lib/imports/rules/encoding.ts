/** The encoding of a spreadsheet: UTF-8 when it is valid as such, else what Excel writes in China. */

/** Whether bytes that come in pieces are UTF-8: all valid, or marked as such by their first three. */
export class Utf8Check {
  private decoder = new TextDecoder('utf-8', { fatal: true })
  private isMarked: boolean | null = null
  isValid = true
  push(bytes?: Uint8Array): void {
    if (bytes && this.isMarked === null) this.isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    if (!this.isValid || this.isMarked) return
    try {
      this.decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      this.isValid = false
    }
  }
}

export function decoderFor(isUtf8: boolean): TextDecoder {
  return new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030')
}

/** The text of a whole file. */
export function decoded(bytes: Uint8Array): string {
  const check = new Utf8Check()
  check.push(bytes)
  check.push()
  return decoderFor(check.isValid).decode(bytes)
}
