import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { people } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { paperSheets, recapPhotos } from '@/db/schema/attendance'
import { files } from '@/db/schema/files'
import { rsvps } from '@/db/schema/rsvps'
import { asPerson, ctxOf, groupGrant, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { createActivity, updateActivity } from '../activities/commands/plan'
import { getActivitySubject } from '../activities/queries'
import { createActivitySchema, type PlanInput, updateActivitySchema } from '../activities/schema'
import { publicVisitor } from '../auth/actor'
import type { Ctx } from '../ctx'
import { cleanUpFiles } from '../files/clean-up'
import { readImage, takeImage } from '../files/image'
import { enterPaper } from './commands/check-in'
import { fileRecap } from './commands/recap'
import { getImage, getPublicRecap, listPaperSheets } from './queries/photos'
import { recapSchema } from './schema'

const database = testDatabase()
const before = process.env.DATA_DIR
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hui-photos-'))
  process.env.DATA_DIR = folder
})
afterAll(async () => {
  if (before === undefined) delete process.env.DATA_DIR
  else process.env.DATA_DIR = before
  await rm(folder, { recursive: true })
})

async function evening(db: Db) {
  await buildNetwork(db)
  const host = await buildGroup(db)
  const activity = await buildActivity(db, [host.id])
  const [secretary, other] = [await buildPerson(db), await buildPerson(db)]
  const ctx = ctxOf(db, asPerson(secretary, [groupGrant('secretary', host.id)]), new Date('2026-11-11T21:20:00+08:00'))
  const picture = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#3a7' } })
    .png()
    .toBuffer()
  return {
    activity,
    host,
    secretary,
    ctx,
    visitor: ctxOf(db, publicVisitor()),
    stranger: ctxOf(db, asPerson(other)),
    upload: async (owner = secretary) => (await takeImage(ctx, picture, { ownerId: owner.id })).id,
    other,
    file: (photos: { fileId: string; consented: boolean; alts?: { zh?: string; en?: string } }[] | undefined) =>
      fileRecap(ctx, {
        activityId: activity.id,
        texts: { zh: '读完了第三章。' },
        guests: 0,
        photos: photos?.map((photo) => ({ alts: { zh: '大家围坐着读书' }, ...photo })),
      }),
  }
}
const inEvening = (fn: (e: Awaited<ReturnType<typeof evening>>, db: Db) => Promise<void>) =>
  rolledBack(database.db, async (db) => fn(await evening(db), db))
const missing = (promise: Promise<unknown>) => expect(promise).rejects.toMatchObject({ code: 'not_found' })

describe('photos of a recap', () => {
  it('stand in their order, and leave when they are left out; absent they stay', () =>
    inEvening(async (e) => {
      const [a, b] = [await e.upload(), await e.upload()]
      const shown = async () => (await getPublicRecap(e.visitor, e.activity.id))?.photos.map((photo) => photo.fileId)
      await e.file([a, b].map((fileId) => ({ fileId, consented: true })))
      expect(await shown()).toEqual([a, b])
      await e.file([b, a].map((fileId) => ({ fileId, consented: true })))
      await e.file(undefined)
      expect(await shown()).toEqual([b, a])
      await e.file([{ fileId: b, consented: true }])
      expect(await shown()).toEqual([b])
    }))

  it('say in words what they show, in a language or in both', () =>
    inEvening(async (e) => {
      const fileId = await e.upload()
      const alts = async () => (await getPublicRecap(e.visitor, e.activity.id))?.photos.map((photo) => photo.alts)
      await e.file([{ fileId, consented: true, alts: { zh: '湖边读书' } }])
      await e.file([{ fileId, consented: true, alts: { zh: '湖边读书', en: 'Reading by the lake' } }])
      expect(await alts()).toEqual([{ zh: '湖边读书', en: 'Reading by the lake' }])
      const read = (alts: object | undefined) =>
        recapSchema.safeParse({ activityId: e.activity.id, texts: { zh: '好' }, photos: [{ fileId, consented: true, alts }] })
      for (const empty of [undefined, { zh: ' ', en: '' }])
        expect(read(empty).error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
          ['photos.0.alts', 'text_required'],
        ])
    }))

  it('are her own: nobody files a picture that somebody else uploaded, or one twice', () =>
    inEvening(async (e, db) => {
      const [mine, foreign] = [await e.upload(), await e.upload(e.other)]
      for (const ids of [[foreign], [mine, mine], [e.activity.id]])
        await expect(e.file(ids.map((fileId) => ({ fileId, consented: true })))).rejects.toMatchObject({ code: 'invalid_input' })
      expect(await db.select().from(recapPhotos)).toEqual([])
    }))

  it('are seen by the public where the people in it agreed, else by the hosts; unattached by their owner alone', () =>
    inEvening(async (e) => {
      const [open, hidden, loose] = [await e.upload(), await e.upload(), await e.upload()]
      await e.file([
        { fileId: open, consented: true },
        { fileId: hidden, consented: false },
      ])
      expect(await getImage(e.visitor, open)).toMatchObject({ isPublic: true })
      expect(await getImage(e.ctx, hidden)).toMatchObject({ isPublic: false })
      expect(await getImage(e.ctx, loose)).toMatchObject({ isPublic: false })
      for (const ctx of [e.visitor, e.stranger]) for (const id of [hidden, loose, e.activity.id, '../x']) await missing(getImage(ctx, id))
      expect((await getPublicRecap(e.visitor, e.activity.id))?.photos.map((photo) => photo.fileId)).toEqual([open])
    }))
})

it('the photo of an entrance is the planner’s own, stays when somebody else edits, and hangs on an activity that all see', () =>
  inEvening(async (e, db) => {
    const [mine, foreign] = [await e.upload(), await e.upload(e.other)]
    const plan = (entrancePhotoId?: string): PlanInput => ({
      titles: { zh: '听松夜读' },
      kindCode: 'LEARN',
      mode: 'onsite',
      startsAt: '2026-11-18T19:00',
      place: { zh: '断桥边' },
      entrancePhotoId,
    })
    const make = (photo: string) => createActivity(e.ctx, createActivitySchema.parse({ ...plan(photo), groupId: e.host.id }))
    await expect(make(foreign)).rejects.toMatchObject({ code: 'invalid_input', fields: { entrancePhotoId: 'invalid' } })
    const { id } = await make(mine)
    await missing(getImage(e.visitor, mine))
    const planner = { ...e.ctx, actor: asPerson(e.other, [groupGrant('secretary', e.host.id)]) }
    expect(await getImage(planner, mine)).toMatchObject({ isPublic: false })
    const colleague = ctxOf(db, asPerson(e.other, [groupGrant('secretary', e.host.id)]), e.ctx.now)
    await updateActivity(colleague, updateActivitySchema.parse({ ...plan(mine), activityId: id }))
    await db.update(activities).set({ status: 'published', publishedAt: e.ctx.now }).where(eq(activities.id, id))
    expect(await getImage(e.visitor, mine)).toMatchObject({ isPublic: true })
    expect(await cleanUpFiles({ ...e.ctx, now: new Date(e.ctx.now.getTime() + 90_000_000) })).toBe(1)
    await updateActivity(colleague, updateActivitySchema.parse({ ...plan(), activityId: id }))
    await missing(getImage(e.visitor, mine))
  }))

describe('a sheet of paper', () => {
  it('is seen by organizers and the auditor alone, and goes 90 days after the activity', () =>
    inEvening(async (e, db) => {
      const [sheet, foreign] = [await e.upload(), await e.upload(e.other)]
      const signed = await buildPerson(db)
      await db.insert(rsvps).values({ activityId: e.activity.id, personId: signed.id, placedById: signed.id, status: 'going' })
      const enter = (fileId: string) => enterPaper(e.ctx, { activityId: e.activity.id, personIds: [signed.id], sheets: [{ fileId }] })
      await expect(enter(foreign)).rejects.toMatchObject({ fields: { sheets: 'invalid' } })
      expect(await enter(sheet)).toEqual({ entered: 1, already: 0 })
      const sheetsOf = async (ctx: Ctx) => listPaperSheets(ctx, await getActivitySubject(e.ctx, e.activity.id))
      const auditor = ctxOf(db, asPerson(e.other, [networkGrant('auditor')]))
      const helper = ctxOf(db, asPerson(e.other, [{ role: 'door_helper', scopeType: 'activity', scopeId: e.activity.id }]))
      const admin = ctxOf(db, asPerson(e.other, [networkGrant('network_admin')]))
      for (const ctx of [e.ctx, auditor]) {
        expect(await getImage(ctx, sheet)).toMatchObject({ isPublic: false })
        expect(await sheetsOf(ctx)).toEqual([sheet])
      }
      // Not even who photographed it, once she organizes nothing any more.
      for (const ctx of [e.visitor, e.stranger, helper, admin, ctxOf(db, asPerson(e.secretary))]) {
        await missing(getImage(ctx, sheet))
        expect(await sheetsOf(ctx)).toEqual([])
      }
      const end = e.activity.endsAt?.getTime() ?? 0
      const days = (n: number) => ({ ...e.ctx, now: new Date(end + n * 86_400_000) })
      await db.delete(files).where(eq(files.id, foreign))
      expect(await cleanUpFiles(days(90))).toBe(0)
      expect(await cleanUpFiles({ ...days(90), now: new Date(days(90).now.getTime() + 1) })).toBe(1)
      expect([await db.select().from(paperSheets), await db.select().from(files)]).toEqual([[], []])
    }))
})

describe('the daily sweep', () => {
  it('deletes what nothing points at for a day, and what an erased person uploaded; the rest stays', () =>
    inEvening(async (e, db) => {
      const [kept, loose, erased] = [await e.upload(), await e.upload(), await e.upload(e.other)]
      await e.file([{ fileId: kept, consented: true }])
      const { key } = await getImage(e.ctx, loose)
      const later = (hours: number) => ({ ...e.ctx, now: new Date(e.ctx.now.getTime() + hours * 3_600_000) })
      expect(await cleanUpFiles(later(23))).toBe(0)
      await db.update(people).set({ status: 'erased', erasedAt: e.ctx.now, email: null, displayName: '' }).where(eq(people.id, e.other.id))
      expect(await cleanUpFiles(later(23))).toBe(1)
      expect(await cleanUpFiles(later(25))).toBe(1)
      expect((await db.select({ id: files.id }).from(files)).map((file) => file.id)).toEqual([kept])
      await missing(readImage(key, 480))
      expect((await readImage((await getImage(e.visitor, kept)).key, 480)).length).toBeGreaterThan(0)
      expect(erased).not.toBe(kept)
      expect((await readdir(join(folder, 'files'))).length).toBeGreaterThan(0)
    }))
})
