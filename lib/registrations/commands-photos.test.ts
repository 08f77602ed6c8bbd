import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { files } from '@/db/schema/files'
import { registrations } from '@/db/schema/registrations'
import { venuePhotos } from '@/db/schema/venues'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildNetwork, buildPerson } from '@/db/testing/factories'
import { getImage } from '../attendance/queries/photos'
import { publicVisitor } from '../auth/actor'
import { eraseMyself } from '../contributions/commands/erase'
import type { Ctx } from '../ctx'
import { cleanUpFiles } from '../files/clean-up'
import { readImage, takeImage } from '../files/image'
import { getVenue } from '../venues/queries'
import { saveDraft, startRegistration, submitRegistration, withdrawRegistration } from './commands'
import { approveRegistration, recommendRegistration, refuseRegistration, sendBackRegistration } from './commands/review'

const database = testDatabase()
const NOW = new Date('2026-11-02T02:00:00Z')
const DISTRICT = '330110'
const before = process.env.DATA_DIR
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hui-application-photos-'))
  process.env.DATA_DIR = folder
})
afterAll(async () => {
  if (before === undefined) delete process.env.DATA_DIR
  else process.env.DATA_DIR = before
  await rm(folder, { recursive: true })
})

async function scene(db: Db) {
  await buildNetwork(db)
  const [applying, other] = [await buildPerson(db), await buildPerson(db)]
  await buildGrant(db, other.id, 'district_admin', 'district', DISTRICT)
  const as = (grants: Parameters<typeof asPerson>[1] = [], person = other) => ctxOf(db, asPerson(person, grants), NOW)
  const applicant = as([], applying)
  const picture = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#3a7' } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'canary-artist' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1' } })
    .toBuffer()
  const venue = (ids: string[], over: object = {}) => ({
    names: { en: 'Pine House' },
    addresses: { zh: '松路 2 号' },
    districtCode: DISTRICT,
    photos: ids.map((fileId, i) => ({ fileId, alts: { zh: `照片${i}` }, consented: true, ...over })),
  })
  const write = async (draft: Record<string, unknown>, noun: 'venue' | 'group' = 'venue') => {
    const { id } = await startRegistration(applicant, { noun })
    await saveDraft(applicant, { registrationId: id, draft })
    return { registrationId: id }
  }
  return {
    applicant,
    district: as([{ role: 'district_admin', scopeType: 'district', scopeId: DISTRICT }]),
    otherDistrict: as([{ role: 'district_admin', scopeType: 'district', scopeId: '330102' }]),
    network: as([networkGrant('network_admin')]),
    stranger: as(),
    visitor: ctxOf(db, publicVisitor(), NOW),
    upload: async (owner = applying) => (await takeImage(applicant, picture, { ownerId: owner.id })).id,
    other,
    venue,
    write,
    send: async (draft: Record<string, unknown>, noun: 'venue' | 'group' = 'venue') => {
      const id = await write(draft, noun)
      await submitRegistration(applicant, id)
      return id
    },
  }
}
type Scene = Awaited<ReturnType<typeof scene>>
const inScene = (fn: (s: Scene, db: Db) => Promise<void>) => rolledBack(database.db, async (db) => fn(await scene(db), db))
const missing = (promise: Promise<unknown>) => expect(promise).rejects.toMatchObject({ code: 'not_found' })
const tomorrow = (ctx: Ctx) => ({ ...ctx, now: new Date(NOW.getTime() + 25 * 3_600_000) })
const kept = async (db: Db) => (await db.select({ id: files.id }).from(files).orderBy(asc(files.id))).map(({ id }) => id)

describe('photos of an application', () => {
  it('are the applicant’s own, each once, with words and consent; else it is not sent in', () =>
    inScene(async (s, db) => {
      const [mine, foreign] = [await s.upload(), await s.upload(s.other)]
      const refused = async (draft: Record<string, unknown>, field: string, noun: 'venue' | 'group' = 'venue') =>
        expect(submitRegistration(s.applicant, await s.write(draft, noun))).rejects.toMatchObject({
          code: 'registration_incomplete',
          fields: { [field]: expect.any(String) },
        })
      for (const ids of [[foreign], [mine, foreign], [mine, mine], [s.other.id]])
        await refused({ venues: [s.venue(ids)] }, 'venues.0.photos')
      await refused({ venues: [s.venue([mine], { alts: {} })] }, 'venues.0.photos.0.alts')
      await refused({ venues: [s.venue([mine], { consented: false })] }, 'venues.0.photos.0.consented')
      const group = { type: 'association', names: { en: 'Pines' }, shortName: '松', purpose: { en: 'Reading' } }
      await refused({ ...group, venues: [s.venue([mine]), s.venue([mine])] }, 'venues.1.photos', 'group')
      expect(await db.select({ at: files.consentedAt }).from(files)).toEqual([{ at: null }, { at: null }])
      await s.send({ venues: [s.venue([mine])] })
      expect(await db.select({ at: files.consentedAt }).from(files).where(eq(files.id, mine))).toEqual([{ at: NOW }])
    }))

  it('are seen by the applicant, and by those who review it while it waits; by nobody else', () =>
    inScene(async (s) => {
      const [a, unnamed] = [await s.upload(), await s.upload()]
      const draft = { venues: [s.venue([a])] }
      const sees = async (...who: Ctx[]) => {
        for (const ctx of who) expect(await getImage(ctx, a)).toMatchObject({ isPublic: false })
        const all = [s.applicant, s.district, s.network, s.otherDistrict, s.stranger, s.visitor]
        for (const ctx of all.filter((one) => !who.includes(one))) await missing(getImage(ctx, a))
        for (const ctx of all.slice(1)) await missing(getImage(ctx, unnamed))
      }
      const id = await s.write(draft)
      await sees(s.applicant)
      await submitRegistration(s.applicant, id)
      await sees(s.applicant, s.district, s.network)
      await sendBackRegistration(s.district, { ...id, reason: '请补充' })
      await sees(s.applicant)
      await submitRegistration(s.applicant, id)
      await recommendRegistration(s.district, id)
      await sees(s.applicant, s.district, s.network)
      await refuseRegistration(s.network, { ...id, reason: '重复' })
      await sees(s.applicant)
    }))

  it('of somebody else are not opened by naming them', () =>
    inScene(async (s, db) => {
      const foreign = await s.upload(s.other)
      const { registrationId } = await s.write({ venues: [s.venue([foreign])] })
      const waits = { status: 'submitted' as const, submittedAt: NOW, districtCode: DISTRICT }
      await db.update(registrations).set(waits).where(eq(registrations.id, registrationId))
      await missing(getImage(s.applicant, foreign))
      await missing(getImage({ ...s.network, actor: asPerson(await buildPerson(db), [networkGrant('network_admin')]) }, foreign))
    }))

  it('become the venue’s with the approval, in their order and without their metadata', () =>
    inScene(async (s, db) => {
      const [a, b] = [await s.upload(), await s.upload()]
      const id = await s.send({ venues: [s.venue([b, a])] })
      await recommendRegistration(s.district, id)
      expect(await db.select().from(venuePhotos)).toEqual([])
      const { slug } = await approveRegistration(s.network, id)
      expect((await getVenue(s.visitor, slug)).photos).toMatchObject([
        { fileId: b, alts: { zh: '照片0' } },
        { fileId: a, alts: { zh: '照片1' } },
      ])
      const { key, isPublic } = await getImage(s.visitor, b)
      expect(isPublic).toBe(true)
      const bytes = await readImage(key, 1280)
      expect(bytes.includes('canary')).toBe(false)
      expect((await sharp(bytes).metadata()).exif).toBeUndefined()
      expect(await cleanUpFiles(tomorrow(s.applicant))).toBe(0)
    }))

  it('are not made where they were taken away meanwhile: nothing is', () =>
    inScene(async (s, db) => {
      const a = await s.upload()
      const id = await s.send({ venues: [s.venue([a])] })
      await recommendRegistration(s.district, id)
      await db.update(files).set({ ownerId: s.other.id }).where(eq(files.id, a))
      await expect(approveRegistration(s.network, id)).rejects.toMatchObject({ fields: { 'venues.0.photos': 'invalid' } })
      expect(await db.select().from(venuePhotos)).toEqual([])
    }))
})

describe('the daily sweep', () => {
  it('leaves the photos of an application that is written or waits, and takes those of one that is over or names another’s', () =>
    inScene(async (s, db) => {
      const photo = async () => {
        const id = await s.upload()
        return { id, draft: { venues: [s.venue([id])] } }
      }
      const [draft, sent, back, refused, withdrawn] = [await photo(), await photo(), await photo(), await photo(), await photo()]
      const [unnamed, foreign] = [await s.upload(), await s.upload(s.other)]
      await s.write({ venues: [s.venue([draft.id, foreign])] })
      await s.send(sent.draft)
      await sendBackRegistration(s.district, { ...(await s.send(back.draft)), reason: '请补充' })
      const no = await s.send(refused.draft)
      await recommendRegistration(s.district, no)
      await refuseRegistration(s.network, { ...no, reason: '重复' })
      await withdrawRegistration(s.applicant, await s.send(withdrawn.draft))
      // What a hand wrote into a draft is no JSON of ours.
      await s.write({ venues: { photos: 'x' } })
      expect(await cleanUpFiles(s.applicant)).toBe(0)
      expect(await cleanUpFiles(tomorrow(s.applicant))).toBe(4)
      expect(await kept(db)).toEqual([draft.id, sent.id, back.id].sort())
      for (const gone of [refused.id, withdrawn.id, unnamed, foreign]) await missing(getImage(s.applicant, gone))
    }))

  it('takes those of a person who is erased, whatever she had applied for', () =>
    inScene(async (s, db) => {
      const [a, b] = [await s.upload(), await s.upload()]
      await s.write({ venues: [s.venue([a])] })
      const id = await s.send({ venues: [s.venue([b])] })
      await recommendRegistration(s.district, id)
      const { slug } = await approveRegistration(s.network, id)
      await eraseMyself(s.applicant)
      expect(JSON.stringify(await db.select({ draft: registrations.draft }).from(registrations))).not.toContain(a)
      expect(await cleanUpFiles(s.applicant)).toBe(2)
      expect([await kept(db), (await getVenue(s.visitor, slug)).photos]).toEqual([[], []])
    }))
})
