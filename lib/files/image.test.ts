import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeImage, MAX_IMAGE_BYTES, readImage } from './image'

const draw = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#3a7' } })
const refused = (bytes: Uint8Array, code: string) => expect(encodeImage(bytes)).rejects.toMatchObject({ code })
const text = (value: string) => new TextEncoder().encode(value)

describe('an image that comes in', () => {
  it('loses where it was taken and who took it, and stands upright', async () => {
    const jpeg = await draw(1600, 800)
      .jpeg()
      .withExif({
        IFD0: { Artist: 'canary-artist' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const before = await sharp(jpeg).metadata()
    expect(before.exif?.length).toBeGreaterThan(0)
    expect(before.orientation).toBe(6)
    const { sizes, width, height } = await encodeImage(jpeg)
    expect([width, height]).toEqual([800, 1600])
    for (const made of sizes.values()) {
      const { exif, xmp, iptc, icc, orientation, format } = await sharp(made).metadata()
      expect({ exif, xmp, iptc, icc, orientation, format }).toEqual({ format: 'webp' })
      expect(made.includes('canary')).toBe(false)
    }
  })

  it('keeps nothing that was hidden behind its picture', async () => {
    const polyglot = Buffer.concat([await draw(60, 60).png().toBuffer(), text('<script>alert(1)</script>PK\u0003\u0004')])
    for (const made of (await encodeImage(polyglot)).sizes.values()) expect(made.includes('script')).toBe(false)
  })

  it('is a picture by its content: no SVG, no page, no animation, nothing broken', async () => {
    await refused(text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'), 'image_unreadable')
    await refused(text('<!doctype html><script>alert(1)</script>'), 'image_unreadable')
    await refused(await draw(9, 9).gif().toBuffer(), 'image_unreadable')
    const jpeg = await draw(900, 900).jpeg().toBuffer()
    await refused(jpeg.subarray(0, jpeg.length / 2), 'image_unreadable')
    await refused(new Uint8Array(), 'image_unreadable')
  })

  it('is no bomb: neither many bytes nor many pixels in few bytes', async () => {
    await refused(new Uint8Array(MAX_IMAGE_BYTES + 1), 'image_too_large')
    const bomb = await draw(9000, 9000).png().toBuffer()
    expect(bomb.byteLength).toBeLessThan(MAX_IMAGE_BYTES)
    await refused(bomb, 'image_too_large')
  })
})

describe('the folder', () => {
  let folder = ''
  const before = process.env.DATA_DIR
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hui-files-'))
    process.env.DATA_DIR = folder
  })
  afterAll(async () => {
    if (before === undefined) delete process.env.DATA_DIR
    else process.env.DATA_DIR = before
    await rm(folder, { recursive: true })
  })

  it('is left by no key', async () => {
    for (const key of ['../../etc/passwd', '..', '', `${'a'.repeat(64)}-../../../../../../etc/passwd/aaaaaaaaaa`])
      await expect(async () => readImage(key, 480)).rejects.toMatchObject({ code: 'not_found' })
    expect(await readdir(folder)).toEqual([])
  })
})
