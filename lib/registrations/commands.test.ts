import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { grants, invitations } from '@/db/schema/accounts'
import { groups, memberships } from '@/db/schema/groups'
import { districts } from '@/db/schema/network'
import { notices, outboxMessages } from '@/db/schema/notices'
import { registrations } from '@/db/schema/registrations'
import { spaces, venues } from '@/db/schema/venues'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGrant, buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { publicVisitor } from '../auth/actor'
import { getGroup } from '../groups/queries'
import { wordsOf } from '../notices/words'
import type { Person } from '../policy/actor'
import { saveDraft, startRegistration, submitRegistration, withdrawRegistration } from './commands'
import { approveRegistration, recommendRegistration, refuseRegistration, sendBackRegistration } from './commands/review'
import { getRegistration, listMyRegistrations, listReviews } from './queries'

const database = testDatabase()
/** A Monday. */
const NOW = new Date('2026-11-02T02:00:00Z')
const DISTRICT = '330110'

const draft = {
  type: 'association',
  names: { zh: '沐桥联谊会', en: 'Muqiao Association' },
  shortName: '沐桥',
  districtCode: DISTRICT,
  purpose: { zh: '邻里互助' },
  joinMode: 'open',
  roleMailbox: 'muqiao@example.org',
  applicantRole: 'president',
  chapters: [
    { names: { zh: '沐桥读书分会', en: 'Muqiao Readers' }, shortName: '读', districtCode: DISTRICT, joinMode: 'review' },
    { names: { zh: '沐桥合唱分会' }, shortName: '唱', joinMode: 'invite', secretaryEmail: 'choir@example.org' },
  ],
  venues: [
    {
      names: { zh: '沐桥书房' },
      addresses: { zh: '沐桥路 1 号' },
      districtCode: DISTRICT,
      spaces: [{ names: { zh: '大厅' }, capacity: '40' }],
    },
  ],
  officers: [{ email: 'secretary@example.org', role: 'secretary' }],
}

type Scene = Awaited<ReturnType<typeof scene>>
async function scene(db: Db) {
  await buildNetwork(db)
  const [applicant, district, network, stranger] = [
    await buildPerson(db),
    await buildPerson(db),
    await buildPerson(db),
    await buildPerson(db),
  ]
  await buildGrant(db, district.id, 'district_admin', 'district', DISTRICT)
  await buildGrant(db, network.id, 'network_admin', 'network', null)
  const as = (actor: Person, now = NOW) => ctxOf(db, actor, now)
  const ctx = {
    applicant: as(asPerson(applicant)),
    district: as(asPerson(district, [{ role: 'district_admin', scopeType: 'district', scopeId: DISTRICT }])),
    otherDistrict: as(asPerson(stranger, [{ role: 'district_admin', scopeType: 'district', scopeId: '330102' }])),
    network: as(asPerson(network, [networkGrant('network_admin')])),
    stranger: as(asPerson(stranger)),
    auditor: as(asPerson(stranger, [networkGrant('auditor')])),
  }
  const apply = async (value: object = draft, noun: 'group' | 'venue' = 'group') => {
    const { id } = await startRegistration(ctx.applicant, { noun })
    await saveDraft(ctx.applicant, { registrationId: id, draft: value as Record<string, unknown> })
    return id
  }
  const submit = async (value: object = draft, noun: 'group' | 'venue' = 'group') => {
    const id = await apply(value, noun)
    await submitRegistration(ctx.applicant, { registrationId: id })
    return id
  }
  const told = async (personId: string) =>
    (await db.select().from(notices).where(eq(notices.recipientId, personId)).orderBy(asc(notices.createdAt)))
      .filter((n) => n.channel === 'in_app')
      .map((n) => n.kind)
  return { db, ctx, apply, submit, told, people: { applicant, district, network } }
}
const inScene = (fn: (s: Scene) => Promise<void>) => rolledBack(database.db, async (db) => fn(await scene(db)))
const statusOf = async (db: Db, id: string) => (await db.select().from(registrations).where(eq(registrations.id, id)))[0]?.status

describe('a group with chapters and a venue', () => {
  it('is recommended by the district, approved by the network, and stands there whole', () =>
    inScene(async ({ db, ctx, submit, told, people }) => {
      const registrationId = await submit()
      expect(await told(people.district.id)).toEqual(['registration_submitted'])
      expect(await db.select().from(groups)).toEqual([])
      await expect(approveRegistration(ctx.network, { registrationId })).rejects.toThrow('review_needed')
      await recommendRegistration(ctx.district, { registrationId, note: '熟悉' })
      expect(await told(people.network.id)).toEqual(['registration_recommended'])
      expect(await approveRegistration(ctx.network, { registrationId })).toEqual({ slug: 'muqiao-association' })

      const page = await getGroup(ctxOf(db, publicVisitor(), NOW), 'muqiao-association')
      expect(page).toMatchObject({ status: 'active', approvedOn: '2026-11-02', joinMode: 'open', homeVenue: { names: { zh: '沐桥书房' } } })
      expect(page.chapters.map((c) => c.slug).sort()).toEqual(['mu-qiao-he-chang-fen-hui', 'muqiao-readers'])
      expect(page.officers).toEqual(['president'])
      const [venue] = await db.select().from(venues)
      expect(venue).toMatchObject({ status: 'listed', operatorGroupId: page.id, districtCode: DISTRICT })
      expect(await db.select().from(spaces)).toMatchObject([{ venueId: venue?.id, capacity: 40 }])
      const held = await db.select().from(grants).where(eq(grants.personId, people.applicant.id))
      expect(held.map((g) => g.role).sort()).toEqual(['keeper', 'president', 'president'])
      const mine = await db.select().from(memberships).where(eq(memberships.personId, people.applicant.id))
      expect([mine.length, mine.filter((m) => m.primary).length]).toEqual([2, 1])
      expect((await db.select().from(invitations)).map((i) => [i.email, i.role]).sort()).toEqual([
        ['choir@example.org', 'secretary'],
        ['secretary@example.org', 'secretary'],
      ])
      expect((await db.select().from(outboxMessages).where(eq(outboxMessages.template, 'invitation'))).length).toBe(2)
      expect(await told(people.applicant.id)).toEqual(
        expect.arrayContaining(['registration_recommended', 'officer_appointed', 'registration_approved']),
      )
      await expect(approveRegistration(ctx.network, { registrationId })).rejects.toThrow('registration_closed')
    }))

  it('goes straight to the network where the district has no administrator, or she applied herself, or let three working days pass', () =>
    inScene(async ({ db, ctx, submit, told, people }) => {
      const free = await submit({ ...draft, districtCode: '330106', venues: [] })
      expect(await told(people.network.id)).toEqual(['registration_submitted'])
      await approveRegistration(ctx.network, { registrationId: free })
      const { id: own } = await startRegistration(ctx.district, { noun: 'group' })
      await saveDraft(ctx.district, { registrationId: own, draft: { ...draft, venues: [] } })
      await submitRegistration(ctx.district, { registrationId: own })
      await expect(recommendRegistration(ctx.district, { registrationId: own })).rejects.toThrow('own_registration')
      expect(await approveRegistration(ctx.network, { registrationId: own })).toMatchObject({
        slug: expect.stringMatching(/^muqiao-association-/),
      })
      const waiting = await submit({ ...draft, names: { en: 'Later' } })
      const on = (day: string) => ({ ...ctx.network, now: new Date(`${day}T02:00:00Z`) })
      await expect(approveRegistration(on('2026-11-04'), { registrationId: waiting })).rejects.toThrow('review_needed')
      await approveRegistration(on('2026-11-05'), { registrationId: waiting })
      expect(await statusOf(db, waiting)).toBe('approved')
    }))

  it('is sent in for a district of today, and approved even when its last day has passed meanwhile', () =>
    inScene(async ({ db, ctx, apply, people }) => {
      await db.update(districts).set({ validTo: '2020-01-01' }).where(eq(districts.code, DISTRICT))
      const id = await apply()
      await expect(submitRegistration(ctx.applicant, { registrationId: id })).rejects.toMatchObject({ fields: { districtCode: 'invalid' } })
      const sent = {
        status: 'recommended' as const,
        districtCode: DISTRICT,
        submittedAt: NOW,
        recommendedAt: NOW,
        recommendedById: people.district.id,
      }
      await db.update(registrations).set(sent).where(eq(registrations.id, id))
      await approveRegistration(ctx.network, { registrationId: id })
      expect(await statusOf(db, id)).toBe('approved')
    }))

  it('makes nothing when one part of it cannot be made', () =>
    inScene(async ({ db, ctx, apply }) => {
      const registrationId = await apply({ ...draft, districtCode: '330106' })
      await submitRegistration(ctx.applicant, { registrationId })
      await db.update(registrations).set({ draft: { ...draft, venues: [{ ...draft.venues[0], categoryCode: 'NONE' }] } })
      await expect(approveRegistration(ctx.network, { registrationId })).rejects.toMatchObject({
        fields: { 'venues.0.categoryCode': 'invalid' },
      })
      expect([await db.select().from(groups), await db.select().from(venues), await statusOf(db, registrationId)]).toEqual([
        [],
        [],
        'submitted',
      ])
    }))

  it('stands under an active association', () =>
    inScene(async ({ db, ctx, apply, submit }) => {
      const parent = await buildGroup(db, { type: 'association' })
      const chapter = { ...draft, type: 'chapter', parentId: parent.id, chapters: [], venues: [], districtCode: '330106' }
      const registrationId = await submit(chapter)
      const { slug } = await approveRegistration(ctx.network, { registrationId })
      expect((await db.select().from(groups).where(eq(groups.slug, slug)))[0]?.parentId).toBe(parent.id)
      const other = await apply({ ...chapter, parentId: (await buildGroup(db)).id })
      await expect(submitRegistration(ctx.applicant, { registrationId: other })).rejects.toMatchObject({
        code: 'registration_incomplete',
        fields: { parentId: 'invalid' },
      })
    }))
})

it('a venue alone: listed, with its applicant as keeper', () =>
  inScene(async ({ db, ctx, submit, people }) => {
    const registrationId = await submit(
      { venues: [{ names: { zh: '听松书房' }, addresses: { zh: '松路 2 号' }, districtCode: DISTRICT }] },
      'venue',
    )
    await recommendRegistration(ctx.district, { registrationId })
    expect(await approveRegistration(ctx.network, { registrationId })).toEqual({ slug: 'ting-song-shu-fang' })
    const [venue] = await db.select().from(venues)
    expect(venue).toMatchObject({ status: 'listed', createdById: people.applicant.id })
    expect(await db.select().from(grants).where(eq(grants.personId, people.applicant.id))).toMatchObject([
      { role: 'keeper', scopeId: venue?.id },
    ])
  }))

describe('back and forth', () => {
  it('is sent back with a reason that the applicant reads, changed and sent in again', () =>
    inScene(async ({ db, ctx, submit, told, people }) => {
      const registrationId = await submit()
      await expect(saveDraft(ctx.applicant, { registrationId, draft: {} })).rejects.toThrow('registration_closed')
      await sendBackRegistration(ctx.district, { registrationId, reason: '请补充英文名' })
      const [notice] = (await db.select().from(notices).where(eq(notices.kind, 'registration_sent_back'))) as never[]
      const [words] = await wordsOf({ db }, [notice as never], 'zh-CN')
      expect(words).toMatchObject({ path: `/registrations/${registrationId}`, title: expect.stringContaining('沐桥联谊会') })
      expect(words?.body).toContain('请补充英文名')
      await saveDraft(ctx.applicant, { registrationId, draft })
      await submitRegistration(ctx.applicant, { registrationId })
      expect(await getRegistration(ctx.applicant, registrationId)).toMatchObject({
        status: 'submitted',
        decisionReason: null,
        mayEdit: false,
      })
      expect(await told(people.district.id)).toEqual(['registration_submitted', 'registration_submitted'])
    }))

  it('is refused by the network alone, and then closed; withdrawn by its applicant', () =>
    inScene(async ({ db, ctx, submit }) => {
      const registrationId = await submit()
      await expect(refuseRegistration(ctx.district, { registrationId, reason: 'x' })).rejects.toThrow('forbidden')
      await refuseRegistration(ctx.network, { registrationId, reason: '重复登记' })
      await expect(saveDraft(ctx.applicant, { registrationId, draft })).rejects.toThrow('registration_closed')
      const second = await submit()
      await expect(withdrawRegistration(ctx.district, { registrationId: second })).rejects.toThrow('forbidden')
      await withdrawRegistration(ctx.applicant, { registrationId: second })
      expect([await statusOf(db, registrationId), await statusOf(db, second)]).toEqual(['refused', 'withdrawn'])
    }))

  it('is missing to whom it is no concern; the auditor only reads', () =>
    inScene(async ({ ctx, submit }) => {
      const registrationId = await submit()
      for (const who of [ctx.stranger, ctx.otherDistrict]) {
        await expect(getRegistration(who, registrationId)).rejects.toThrow('not_found')
        await expect(sendBackRegistration(who, { registrationId, reason: 'x' })).rejects.toThrow('not_found')
      }
      expect(await getRegistration(ctx.auditor, registrationId)).toMatchObject({
        mayRecommend: false,
        mayDecide: false,
        maySendBack: false,
      })
      await expect(recommendRegistration(ctx.auditor, { registrationId })).rejects.toThrow('forbidden')
      await expect(recommendRegistration(ctx.network, { registrationId })).rejects.toThrow('forbidden')
      await expect(getRegistration(ctx.auditor, 'no-id')).rejects.toThrow('not_found')
    }))
})

describe('lists', () => {
  it('the queue is the administrator’s own district, oldest first, by the filter', () =>
    inScene(async ({ ctx, submit }) => {
      const first = await submit()
      const venue = await submit({ venues: [{ names: { zh: '馆' }, addresses: { zh: '路' } }] }, 'venue')
      const ids = async (who: typeof ctx.network, filter = {}) => (await listReviews(who, filter)).map((r) => r.id)
      expect(await ids(ctx.network)).toEqual([first, venue])
      expect(await ids(ctx.district)).toEqual([first])
      expect(await ids(ctx.otherDistrict)).toEqual([])
      expect(await ids(ctx.network, { kind: 'venue' })).toEqual([venue])
      expect(await ids(ctx.auditor, { district: DISTRICT })).toEqual([first])
      expect(await ids(ctx.network, { state: 'decided' })).toEqual([])
      await expect(listReviews(ctx.stranger, {})).rejects.toThrow('forbidden')
      expect((await listMyRegistrations(ctx.applicant)).map((r) => r.waitsFor)).toEqual(['network', 'district'])
      expect(await listMyRegistrations(ctx.stranger)).toEqual([])
    }))

  it('nobody keeps more than 20 open', () =>
    inScene(async ({ ctx }) => {
      for (let i = 0; i < 20; i++) await startRegistration(ctx.applicant, { noun: 'group' })
      await expect(startRegistration(ctx.applicant, { noun: 'venue' })).rejects.toThrow('too_many_requests')
    }))
})
