import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Db, rowsOf } from '@/db/client'
import { activities, hosts } from '@/db/schema/activities'
import { groups } from '@/db/schema/groups'
import { historyEntries } from '@/db/schema/history'
import { importRuns, reportedFigures, sources } from '@/db/schema/imports'
import { networks } from '@/db/schema/network'
import { venues } from '@/db/schema/venues'
import { asPerson, ctxOf, networkGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildGroup, buildNetwork, buildPerson } from '@/db/testing/factories'
import { systemActor } from '../auth/actor'
import { listGroups } from '../groups/queries'
import { getGroupFigures } from '../statistics/queries/groups'
import { type Bad, importMeetup } from './commands/meetup'
import { archiveFiles, listGroupSources } from './queries'

const database = testDatabase()
type Files = Record<string, unknown>

const chapter = (urlname: string, over = {}) => ({ urlname, name: `Chapter ${urlname}`, timezone: 'Europe/Belgrade', members: 5, ...over })
const room = (id: string, over = {}) => ({
  id,
  name: `Room ${id}`,
  city: 'Beograd',
  country: 'rs',
  lat: 44.8,
  lon: 20.4,
  venueType: '',
  ...over,
})
const event = (id: string, urlname: string, over = {}) => ({
  id,
  title: `Event ${id}`,
  description: 'Text',
  status: 'PAST',
  dateTime: '2019-12-28T16:00:00+01:00',
  duration: 'PT2H',
  rsvps: { yesCount: 10, waitlistCount: 1 },
  venues: [room('1')],
  group: { name: `Name of ${urlname}`, urlname },
  createdTime: '2019-12-01T10:00:00+01:00',
  ...over,
})
const archive: Files = {
  'chapters.json': [chapter('a'), chapter('b', { timezone: 'Mars/Base' })],
  'events_2018.json': [event('1', 'a'), event('2', 'b', { status: 'CANCELLED', rsvps: { yesCount: 3, waitlistCount: 0 } })],
  'events_2019.json': [event('3', 'muhq_deleted@9@x', { duration: 'PT0S', venues: [room('2'), room('1', { name: 'Another' })] })],
}

async function inFolder(files: Files, fn: (folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'hui-archive-'))
  try {
    write(folder, files)
    await fn(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
function write(folder: string, files: Files) {
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
}
const system = (db: Db) => ctxOf(db, systemActor('import'))
const imported = (files: Files, fn: (db: Db, folder: string, run: typeof importMeetup) => Promise<void>) =>
  inFolder(files, (folder) =>
    rolledBack(database.db, async (db) => {
      await buildNetwork(db)
      await fn(db, folder, importMeetup)
    }),
  )
const told = { groups: 3, venues: 2, activities: 3, cancelled: 1, reportedGoing: 23, reportedWaitlisted: 2, skipped: 0 }

describe('importMeetup', () => {
  it('takes groups, venues and activities in, and counts what the folder holds', () =>
    imported(archive, async (db, folder) => {
      expect(await importMeetup(system(db), folder)).toEqual({ ...told, created: 8, updated: 0 })
      expect(
        await db.select({ slug: groups.slug, names: groups.names, joinMode: groups.joinMode }).from(groups).orderBy(groups.slug),
      ).toEqual([
        { slug: 'a', names: { und: 'Chapter a' }, joinMode: 'closed' },
        { slug: 'b', names: { und: 'Chapter b' }, joinMode: 'closed' },
        { slug: 'muhq-deleted-9-x', names: { und: 'Name of muhq_deleted@9@x' }, joinMode: 'closed' },
      ])
      const rows = await db.select().from(activities).orderBy(activities.slug)
      expect(rows.map((a) => [a.zone, a.utcOffsetMinutes, a.endsAt?.toISOString() ?? null, a.status, a.countedReason, a.origin])).toEqual([
        ['Europe/Belgrade', null, '2019-12-28T17:00:00.000Z', 'finalised', 'no_recap', 'imported'],
        [null, 60, '2019-12-28T17:00:00.000Z', 'cancelled', 'cancelled', 'imported'],
        [null, 60, null, 'finalised', 'no_recap', 'imported'],
      ])
      expect(rows.map((a) => [a.districtCode, a.reportedOn, a.languages])).toEqual(Array(3).fill([null, '2019-12-28', []]))
      expect(await db.select({ role: hosts.role }).from(hosts)).toEqual(Array(3).fill({ role: 'lead' }))
    }))

  it('lets the first variant of a venue win, by file and position', () =>
    imported(archive, async (db, folder) => {
      await importMeetup(system(db), folder)
      expect(await db.select({ names: venues.names, status: venues.status }).from(venues).orderBy(venues.slug)).toEqual([
        { names: { und: 'Room 1' }, status: 'listed' },
        { names: { und: 'Room 2' }, status: 'listed' },
      ])
      const [last] = await db
        .select({ venue: venues.names })
        .from(activities)
        .innerJoin(venues, eq(venues.id, activities.venueId))
        .where(eq(activities.slug, 'event-3-3'))
      expect(last?.venue).toEqual({ und: 'Room 2' })
    }))

  it('makes them declared with reported figures, never counted, never attendance', () =>
    imported(archive, async (db, folder) => {
      await importMeetup(system(db), folder)
      const { items } = await listGroups(system(db))
      const figures = await getGroupFigures(
        system(db),
        items.map((g) => g.id),
      )
      const of = (slug: string) => figures.get(items.find((g) => g.slug === slug)?.id ?? '')
      expect(of('a')).toEqual({
        counted: 0,
        attendances: 0,
        people: 0,
        hostedAttendances: 0,
        declared: 1,
        reportedGoing: 10,
        reportedWaitlisted: 1,
      })
      expect(of('b')).toMatchObject({ declared: 0, reportedGoing: 0 })
      expect(await rowsOf(db, sql`select 1 from attendances`)).toEqual([])
    }))

  it('finds what was imported by its words, and tells where it came from', () =>
    imported(archive, async (db, folder) => {
      await importMeetup(system(db), folder)
      const [found] = (await listGroups(system(db), { q: 'chapter b' })).items
      expect(found?.slug).toBe('b')
      expect(await listGroupSources(system(db), [found?.id ?? ''])).toEqual(new Map([[found?.id, { system: 'meetup', id: 'b' }]]))
      expect(await listGroupSources(system(db), [])).toEqual(new Map())
    }))

  it('changes nothing in a second run, not even the history', () =>
    imported(archive, async (db, folder) => {
      await importMeetup(system(db), folder)
      const state = async () => [
        await db.select().from(activities).orderBy(activities.id),
        await db.select().from(groups).orderBy(groups.id),
        await db.select().from(venues).orderBy(venues.id),
        await db.select().from(sources).orderBy(sources.id),
        await db.select().from(reportedFigures).orderBy(reportedFigures.id),
        await db.select().from(importRuns),
        await db.select().from(historyEntries).orderBy(historyEntries.id),
      ]
      const before = await state()
      expect(await importMeetup({ ...system(db), now: new Date('2027-01-01T00:00:00Z') }, folder)).toEqual({
        ...told,
        created: 0,
        updated: 0,
      })
      expect(await state()).toEqual(before)
    }))

  it('takes changes over, and nothing else', () =>
    imported(archive, async (db, folder) => {
      await importMeetup(system(db), folder)
      write(folder, {
        'chapters.json': [chapter('a', { name: 'New name' }), chapter('b')],
        'events_2018.json': [
          event('1', 'a', { rsvps: { yesCount: 11, waitlistCount: 1 }, venues: [room('1', { name: 'New room' })] }),
          event('2', 'b', { rsvps: { yesCount: 3, waitlistCount: 0 } }),
        ],
      })
      const counts = await importMeetup(system(db), folder)
      expect(counts).toEqual({ ...told, cancelled: 0, reportedGoing: 24, created: 0, updated: 4 })
      const [second] = await db.select().from(activities).where(eq(activities.slug, 'event-2-2'))
      expect(second).toMatchObject({ status: 'finalised', countedReason: 'no_recap', cancelledAt: null, zone: 'Europe/Belgrade' })
      expect(await db.select({ names: groups.names }).from(groups).where(eq(groups.slug, 'a'))).toEqual([{ names: { und: 'New name' } }])
      expect(await db.select({ names: venues.names }).from(venues).where(eq(venues.slug, 'room-1-1'))).toEqual([
        { names: { und: 'New room' } },
      ])
      expect(await db.select({ going: reportedFigures.going }).from(reportedFigures).orderBy(reportedFigures.going)).toEqual(
        [3, 10, 11].map((going) => ({ going })),
      )
      expect(await db.select({ n: sql<number>`count(*)::int` }).from(hosts)).toEqual([{ n: 3 }])
    }))

  it('lists a bad record with file, position and reason; the rest goes in', () =>
    imported(
      {
        'chapters.json': [chapter('a'), { name: 'no urlname' }, chapter('a')],
        'events_1.json': `[${JSON.stringify(event('1', 'a'))},\n{"id": broken},\n${JSON.stringify(event('1', 'a'))}, 7, ${JSON.stringify(event('2', 'z', { dateTime: 'soon' }))}`,
        'events_2.json': { events: [] },
        'events_3.json': [event('3', 'a', { venues: [room('9')] })],
      },
      async (db, folder) => {
        const bad: Bad[] = []
        const counts = await importMeetup(system(db), folder, { onBad: (b) => bad.push(b) })
        expect(bad.map((b) => [b.file, b.position, b.line, b.reason])).toEqual([
          ['chapters.json', 2, 1, 'no_id'],
          ['chapters.json', 3, 1, 'duplicate_id'],
          ['events_1.json', 2, 2, 'not_json'],
          ['events_1.json', 4, 3, 'not_an_object'],
          ['events_1.json', 6, 3, 'ends_early'],
          ['events_1.json', 3, 3, 'duplicate_id'],
          ['events_1.json', 5, 3, 'bad_date'],
          ['events_2.json', 0, 1, 'not_an_array'],
        ])
        expect(counts).toMatchObject({ groups: 1, venues: 2, activities: 2, skipped: 8, created: 5 })
      },
    ))

  it('skips the one record that the database refuses, not its batch', () =>
    imported(
      {
        'chapters.json': Array.from({ length: 9 }, (_, i) => chapter(`g${i}`)),
        'events.json': Array.from({ length: 9 }, (_, i) =>
          event(`${i}`, `g${i}`, i === 5 ? { venues: [room('v'.repeat(150))], title: 'refused' } : {}),
        ),
      },
      async (db, folder) => {
        await db.execute(sql`alter table activities add constraint seeded check (titles->>'und' <> 'refused')`)
        const bad: Bad[] = []
        const counts = await importMeetup(system(db), folder, { onBad: (b) => bad.push(b) })
        expect(bad).toEqual([{ file: 'events.json', position: 6, line: 1, reason: 'refused' }])
        expect(counts).toMatchObject({ groups: 9, venues: 1, activities: 8, skipped: 1, created: 18, reportedGoing: 80 })
      },
    ))

  it('takes a slug of its own where one is taken, and leaves what is here alone', () =>
    imported({ 'chapters.json': [chapter('a.b'), chapter('a-b'), chapter('a_b')] }, async (db, folder) => {
      await buildGroup(db, { slug: 'a-b' })
      await importMeetup(system(db), folder)
      expect((await db.select({ slug: groups.slug }).from(groups).orderBy(groups.slug)).map((g) => g.slug)).toEqual([
        'a-b',
        'a-b-2',
        'a-b-3',
        'a-b-4',
      ])
    }))

  it('makes a bare network where there is none, and says so', () =>
    inFolder(archive, (folder) =>
      rolledBack(database.db, async (db) => {
        const made: string[] = []
        const counts = await importMeetup(system(db), folder, { onNetwork: (zone) => made.push(zone) }, 'Asia/Tokyo')
        expect(made).toEqual(['Asia/Tokyo'])
        expect(counts).toMatchObject(told)
        expect(await db.select({ zone: networks.zone, setUpAt: networks.setUpAt, demo: networks.demoSeededAt }).from(networks)).toEqual([
          { zone: 'Asia/Tokyo', setUpAt: null, demo: null },
        ])
        expect(await db.select({ day: activities.reportedOn }).from(activities).where(eq(activities.slug, 'event-1-1'))).toEqual([
          { day: '2019-12-29' },
        ])
        await importMeetup(system(db), folder, { onNetwork: (zone) => made.push(zone) })
        expect(made).toHaveLength(1)
      }),
    ))

  it('writes a line of history for each batch, and is for the importer alone', () =>
    imported(archive, async (db, folder) => {
      const admin = ctxOf(db, asPerson(await buildPerson(db), [networkGrant('network_admin')]))
      await expect(importMeetup(admin, folder)).rejects.toThrow('forbidden')
      await importMeetup(system(db), folder)
      const lines = await db.select().from(historyEntries).where(eq(historyEntries.verb, 'import.batch_written'))
      expect(lines.map((l) => [l.actorKind, l.ids.updated, l.ids.created]).sort()).toEqual([
        ['import', 0, 2],
        ['import', 0, 3],
        ['import', 0, 3],
      ])
      expect((await db.select().from(importRuns))[0]).toMatchObject({ progress: { created: 8, updated: 0 }, finishedAt: expect.any(Date) })
    }))
})

it('reads chapters.json and events*.json of a folder, by name', () =>
  inFolder({ 'events_2019.json': [], 'events_2017.json': [], 'README.md': 'x', 'chapters.json': [], 'events.csv': 'x' }, async (folder) => {
    const { chapters, events } = await archiveFiles(folder)
    expect(chapters).toBe(join(folder, 'chapters.json'))
    expect(events).toEqual([join(folder, 'events_2017.json'), join(folder, 'events_2019.json')])
  }))
