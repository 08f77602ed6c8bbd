import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { decoderFor, Utf8Check } from '../rules/encoding'

/** A file of the disk as it is read: pieces of its text, and which share of it has been read. */
export async function sheetOf(path: string) {
  const { size } = await stat(path)
  const check = new Utf8Check()
  for await (const chunk of createReadStream(path)) check.push(chunk as Buffer)
  check.push()
  return {
    name: basename(path),
    size,
    read: async function* () {
      const decoder = decoderFor(check.isValid)
      let bytes = 0
      for await (const chunk of createReadStream(path)) {
        bytes += (chunk as Buffer).length
        yield { text: decoder.decode(chunk as Buffer, { stream: true }), share: size === 0 ? 1 : bytes / size }
      }
      yield { text: decoder.decode(), share: 1 }
    },
  }
}

/** The spreadsheets of a folder, by name. */
export async function csvFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names
    .filter((name) => /\.(csv|tsv)$/i.test(name))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => join(folder, name))
}
