import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { files } from '@/db/schema/files'
import { historyEntries } from '@/db/schema/history'
import { venuePhotos, venues } from '@/db/schema/venues'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildNetwork, buildPerson, buildVenue } from '@/db/testing/factories'
import { getImage } from '../attendance/queries/photos'
import { publicVisitor } from '../auth/actor'
import { cleanUpFiles } from '../files/clean-up'
import { readImage, takeImage } from '../files/image'
import { setVenuePhotos } from './commands/photos'
import { getVenue } from './queries'
import { getVenueDesk, listPhotos } from './queries/desk'
import { listVenues } from './queries/directory'

const database = testDatabase()
const before = process.env.DATA_DIR
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hui-venue-photos-'))
  process.env.DATA_DIR = folder
})
afterAll(async () => {
  if (before === undefined) delete process.env.DATA_DIR
  else process.env.DATA_DIR = before
  await rm(folder, { recursive: true })
})

async function house(db: Db) {
  await buildNetwork(db)
  const venue = await buildVenue(db, { slug: 'reading-house' })
  const [keeperPerson, other] = [await buildPerson(db), await buildPerson(db)]
  const now = new Date('2026-11-11T21:20:00+08:00')
  const keeping = [{ role: 'keeper' as const, scopeType: 'venue' as const, scopeId: venue.id }]
  const keeper = ctxOf(db, asPerson(keeperPerson, keeping), now)
  const picture = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#3a7' } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'canary-artist' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1' } })
    .toBuffer()
  return {
    venue,
    keeper,
    keeperPerson,
    other,
    visitor: ctxOf(db, publicVisitor(), now),
    stranger: ctxOf(db, asPerson(other), now),
    colleague: ctxOf(db, asPerson(other, keeping), now),
    upload: async (owner = keeperPerson) => (await takeImage(keeper, picture, { ownerId: owner.id })).id,
    set: (ids: string[], ctx = keeper) =>
      setVenuePhotos(ctx, {
        venueId: venue.id,
        photos: ids.map((fileId, i) => ({ fileId, alts: { zh: `照片${i}` }, consented: true })),
      }),
  }
}
const inHouse = (fn: (h: Awaited<ReturnType<typeof house>>, db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(await house(db), db))
const missing = (promise: Promise<unknown>) => expect(promise).rejects.toMatchObject({ code: 'not_found' })

it('stand in their order with their words, the first as the venue’s face in the directory', () =>
  inHouse(async (h, db) => {
    const [a, b] = [await h.upload(), await h.upload()]
    const shown = async () => (await getVenue(h.visitor, 'reading-house')).photos.map((photo) => photo.fileId)
    expect(await shown()).toEqual([])
    expect((await listVenues(h.visitor)).items[0]?.face).toBeNull()
    await h.set([a, b])
    expect(await shown()).toEqual([a, b])
    await h.set([b, a])
    expect(await getVenue(h.visitor, 'reading-house')).toMatchObject({
      photos: [{ fileId: b, alts: { zh: '照片0' }, width: 90 }, { fileId: a }],
    })
    expect((await listVenues(h.visitor)).items[0]?.face).toMatchObject({ fileId: b, alts: { zh: '照片0' } })
    expect((await listPhotos(h.keeper, await getVenueDesk(h.keeper, 'reading-house'))).map((p) => p.fileId)).toEqual([b, a])
    await h.set([a])
    expect(await shown()).toEqual([a])
    expect((await db.select().from(historyEntries)).map((entry) => entry.verb)).toEqual(Array(3).fill('venue.photos_set'))
  }))

it('are kept without their metadata, with the hour of the consent', () =>
  inHouse(async (h, db) => {
    const id = await h.upload()
    await h.set([id])
    const { key, isPublic } = await getImage(h.visitor, id)
    expect(isPublic).toBe(true)
    for (const width of [480, 1280] as const) {
      const bytes = await readImage(key, width)
      expect(bytes.includes('canary')).toBe(false)
      const { exif, xmp, iptc, format } = await sharp(bytes).metadata()
      expect({ exif, xmp, iptc, format }).toEqual({ format: 'webp' })
    }
    expect(await db.select({ consentedAt: files.consentedAt }).from(files)).toEqual([{ consentedAt: h.keeper.now }])
  }))

it('are set by the keeper, from pictures of her own; another keeper may leave them', () =>
  inHouse(async (h, db) => {
    const [mine, foreign] = [await h.upload(), await h.upload(h.other)]
    for (const ids of [[foreign], [mine, mine], [h.venue.id]]) await expect(h.set(ids)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(h.set([mine], h.stranger)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setVenuePhotos(h.keeper, { venueId: mine, photos: [] })).rejects.toMatchObject({ code: 'not_found' })
    expect(await db.select().from(venuePhotos)).toEqual([])
    await h.set([mine])
    expect(await h.set([mine, foreign], h.colleague)).toEqual({ count: 2 })
  }))

it('of a venue that is not listed are seen by those who edit it alone; those left out are deleted after a day', () =>
  inHouse(async (h, db) => {
    const [kept, left] = [await h.upload(), await h.upload()]
    await h.set([kept, left])
    await h.set([kept])
    await missing(getImage(h.visitor, left))
    await db.update(venues).set({ status: 'suspended' }).where(eq(venues.id, h.venue.id))
    for (const ctx of [h.visitor, h.stranger]) await missing(getImage(ctx, kept))
    expect(await getImage(h.colleague, kept)).toMatchObject({ isPublic: false })
    expect(await cleanUpFiles({ ...h.keeper, now: new Date(h.keeper.now.getTime() + 90_000_000) })).toBe(1)
    expect((await db.select({ id: files.id }).from(files)).map((file) => file.id)).toEqual([kept])
  }))
