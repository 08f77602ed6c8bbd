import { strToU8, Zip, ZipDeflate } from 'fflate'

export type ZipEntry = { name: string; text: string }

/**
 * A ZIP as a download, written entry by entry as they are read, so that memory holds one of them. A failure under way
 * breaks the download off, so that half a file is not taken for the whole.
 */
export function zipResponse(filename: string, entries: AsyncIterable<ZipEntry>): Response {
  const reader = entries[Symbol.asyncIterator]()
  let zip: Zip
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, chunk, final) => {
        if (error) return controller.error(error)
        controller.enqueue(chunk)
        if (final) controller.close()
      })
    },
    async pull(controller) {
      try {
        const { value, done } = await reader.next()
        if (done) return zip.end()
        const file = new ZipDeflate(value.name, { level: 6 })
        zip.add(file)
        file.push(strToU8(value.text), true)
      } catch (error) {
        controller.error(error)
      }
    },
    async cancel() {
      await reader.return?.()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${filename.replace(/[^A-Za-z0-9._-]/g, '-')}"`,
      'cache-control': 'no-store',
    },
  })
}
