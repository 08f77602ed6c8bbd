import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { dataFolder } from '@/db/client'
import { newId } from '@/db/ids'
import { files } from '@/db/schema/files'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { limitAttempts } from '../limits'

export const MAX_IMAGE_BYTES = 10 * 1024 * 1024
const MAX_PIXELS = 40_000_000
const TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/avif'])
/** The widths in which an image is kept, in pixels; a smaller original stays as small as it is. */
export const imageWidths = [480, 1280] as const
export type ImageWidth = (typeof imageWidths)[number]

export type EncodedImage = { hash: string; width: number; height: number; sizes: Map<ImageWidth, Buffer> }

/**
 * Draws an image anew as WebP: upright, nothing left of its metadata, nothing of what else its bytes held. What it is
 * is told by its content, never by its name. Throws `image_too_large` (over 10 MB or 40 megapixels) and
 * `image_unreadable` (no JPEG, PNG, WebP, HEIC or AVIF that can be drawn; anything that moves).
 */
export async function encodeImage(bytes: Uint8Array): Promise<EncodedImage> {
  if (bytes.byteLength > MAX_IMAGE_BYTES) throw new AppError('image_too_large')
  const type = await fileTypeFromBuffer(bytes)
  if (!type || !TYPES.has(type.mime)) throw new AppError('image_unreadable')
  const open = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
  // Reads the head alone, whatever it says of its size.
  const head = sharp(bytes, { limitInputPixels: false }).metadata()
  const {
    width,
    height,
    pages = 1,
  } = await head.catch(() => {
    throw new AppError('image_unreadable')
  })
  if (pages > 1 || type.mime === 'image/apng') throw new AppError('image_unreadable')
  if (width * height > MAX_PIXELS) throw new AppError('image_too_large')
  const sizes = new Map<ImageWidth, Buffer>()
  let largest = { width, height }
  for (const size of imageWidths) {
    const { data, info } = await open()
      .autoOrient()
      .resize({ width: size, withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
      .catch(() => {
        throw new AppError('image_unreadable')
      })
    sizes.set(size, data)
    largest = info
  }
  return {
    hash: createHash('sha256')
      .update(sizes.get(1280) as Buffer)
      .digest('hex'),
    width: largest.width,
    height: largest.height,
    sizes,
  }
}

/**
 * Keeps an image on this server's disk, under `DATA_DIR/files` by the hash of its content, and its row. It hangs on
 * nothing yet: only its owner sees it, and what nothing points at is deleted after a day. A person may send 60 an hour.
 */
export async function takeImage(
  ctx: Ctx,
  bytes: Uint8Array,
  { ownerId, consented = false }: { ownerId: string; consented?: boolean },
): Promise<{ id: string; width: number; height: number }> {
  await limitAttempts(ctx, `upload:${ownerId}`, 60, 3600)
  const { hash, width, height, sizes } = await encodeImage(bytes)
  const id = newId()
  const key = `${hash}-${id}`
  await mkdir(folderOf(key), { recursive: true })
  for (const [size, data] of sizes) {
    const path = pathOf(key, size)
    await writeFile(`${path}.part`, data, { mode: 0o600 })
    await rename(`${path}.part`, path)
  }
  const total = [...sizes.values()].reduce((sum, data) => sum + data.byteLength, 0)
  await ctx.db.insert(files).values({
    id,
    key,
    hash,
    type: 'image/webp',
    bytes: total,
    width,
    height,
    ownerId,
    consentedAt: consented ? ctx.now : null,
    store: 'local',
    createdAt: ctx.now,
  })
  return { id, width, height }
}

/** The bytes of a kept image; throws `not_found` where the disk no longer has it. */
export function readImage(key: string, width: ImageWidth): Promise<Buffer> {
  return readFile(pathOf(key, width)).catch(() => {
    throw new AppError('not_found')
  })
}

/** Takes an image off the disk, then its row away: a stop between the two leaves a row to try again. */
export async function deleteImage(ctx: Pick<Ctx, 'db'>, { id, key }: { id: string; key: string }): Promise<void> {
  for (const size of imageWidths) await rm(pathOf(key, size), { force: true })
  await ctx.db.delete(files).where(eq(files.id, id))
}

const folderOf = (key: string) => join(dataFolder(), 'files', key.slice(0, 2))

function pathOf(key: string, width: ImageWidth): string {
  if (!/^[0-9a-f]{64}-[0-9a-f-]{36}$/.test(key)) throw new AppError('not_found')
  return join(folderOf(key), `${key}-${width}.webp`)
}
