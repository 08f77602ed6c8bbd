import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openEmbedded, openPostgres, rowsOf } from '@/db/client'
import { takeFolder } from '@/db/folder-lock'
import { freshPostgres } from '@/db/testing/database'
import { spreadsheets } from '@/db/testing/spreadsheets'

const PATIENCE = 240_000
const EVENTS = 600
const MEMBERS = 600
const isEmbedded = process.env.HUI_TEST_DATABASE !== 'postgres'

type Ran = { code: number | null; out: string; err: string; last: Record<string, number> }

/** Runs the importer as a person does; `until` kills it as soon as stderr says so. */
function run(env: Record<string, string>, args: string[], until?: RegExp): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(join('node_modules', '.bin', 'tsx'), ['scripts/import.ts', ...args], {
      env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', ...env },
      detached: true,
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (piece) => {
      out += piece
    })
    child.stderr.on('data', (piece) => {
      err += piece
      if (until?.test(err) && child.pid) process.kill(-child.pid, 'SIGKILL')
    })
    child.on('close', (code) => {
      const last = out.trimEnd().split('\n').at(-1) ?? ''
      resolve({ code, out, err, last: last.startsWith('{') ? JSON.parse(last) : {} })
    })
  })
}

/** A folder for the archive and one for the data, on the project's database. */
async function withArchive(fn: (archive: string, env: Record<string, string>) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'hui-import-'))
  const postgres = isEmbedded ? null : await freshPostgres()
  try {
    const archive = join(folder, 'archive')
    mkdirSync(archive)
    const events = Array.from({ length: EVENTS }, (_, i) => ({
      id: String(i),
      title: `Event ${i}`,
      status: 'PAST',
      dateTime: '2019-12-28T16:00:00+01:00',
      rsvps: { yesCount: 2, waitlistCount: 1 },
      venues: [{ id: String(i % 300), name: `Room ${i % 300}` }],
      group: { urlname: `group-${i % 40}`, name: `Group ${i % 40}` },
    }))
    writeFileSync(join(archive, 'events.json'), JSON.stringify(events, null, 1))
    await fn(archive, { DATA_DIR: join(folder, 'data'), DATABASE_URL: postgres?.url ?? '' })
  } finally {
    await postgres?.close()
    rmSync(folder, { recursive: true })
  }
}

const rowsHeld = sql`select (select count(*) from groups)::int groups, (select count(*) from venues)::int venues,
  (select count(*) from activities)::int activities, (select count(*) from hosts)::int hosts,
  (select count(*) from reported_figures)::int figures, (select count(*) from sources)::int sources`
async function held(env: Record<string, string>) {
  const opened = env.DATABASE_URL ? await openPostgres(env.DATABASE_URL, 1) : await openEmbedded(join(env.DATA_DIR ?? '', 'db'))
  const [row] = await rowsOf(opened.db, rowsHeld)
  await opened.close()
  return row
}

describe('npm run import', () => {
  it(
    'goes on after kill -9, and a second run changes nothing',
    () =>
      withArchive(async (archive, env) => {
        const killed = await run(env, ['meetup', archive], /events\.json/)
        expect(killed.code).toBeNull()
        const told = {
          groups: 40,
          venues: 300,
          activities: EVENTS,
          cancelled: 0,
          reportedGoing: 2 * EVENTS,
          reportedWaitlisted: EVENTS,
          skipped: 0,
        }
        const rest = await run(env, ['meetup', archive])
        expect(rest, rest.err).toMatchObject({ code: 0, last: told })
        expect(rest.last.updated).toBe(0)
        expect(rest.last.created).toBeGreaterThan(0)
        expect(rest.last.created).toBeLessThan(940)
        expect(await held(env)).toEqual({ groups: 40, venues: 300, activities: EVENTS, hosts: EVENTS, figures: EVENTS, sources: 940 })
        expect((await run(env, ['meetup', archive])).last).toEqual({ ...told, created: 0, updated: 0 })
      }),
    PATIENCE,
  )

  it(
    'brings spreadsheets in, goes on after kill -9, and a second run changes nothing',
    () =>
      withArchive(async (archive, env) => {
        rmSync(join(archive, 'events.json'))
        const { files, expected } = spreadsheets(MEMBERS)
        for (const [name, text] of Object.entries(files)) writeFileSync(join(archive, name), text)
        writeFileSync(join(archive, 'groups.csv'), 'id,name\nimport-group,导入分会\n')
        writeFileSync(join(archive, 'venues.csv'), 'id,name\nv1,导入书房\n')
        const killed = await run(env, ['csv', archive, '--zone', 'Asia/Shanghai'], /members\.csv/)
        expect(killed.code).toBeNull()
        const told = { groups: 1, venues: 1, members: MEMBERS, activities: 1, attendance: 10, updated: 0 }
        const rest = await run(env, ['csv', archive, '--zone', 'Asia/Shanghai'])
        expect(rest).toMatchObject({ code: 0, last: told })
        expect(rest.last.created).toBeLessThan(MEMBERS + 13)
        expect(rest.last.created).toBeGreaterThan(0)
        const bad = expected.find(({ file, reason }) => file === 'members.csv' && reason === 'email_invalid')
        expect(rest.out).toContain(`Skipped: members.csv, line ${bad?.line}, column “email”: it is no e-mail address`)
        expect(await held(env)).toMatchObject({ groups: 1, venues: 1, activities: 1, hosts: 1, sources: MEMBERS + 3 })
        expect((await run(env, ['csv', archive, '--zone', 'Asia/Shanghai'])).last).toEqual({
          ...rest.last,
          created: 0,
          unchanged: MEMBERS + 13,
        })
      }),
    PATIENCE,
  )

  // The lock file is the embedded database's own; PostgreSQL takes many processes.
  if (isEmbedded)
    it(
      'says that Hui runs on the same data, and touches nothing',
      () =>
        withArchive(async (archive, env) => {
          mkdirSync(env.DATA_DIR ?? '')
          const release = takeFolder(env.DATA_DIR ?? '')
          const refused = await run(env, ['meetup', archive])
          release()
          expect(refused.code).toBe(1)
          expect(refused.err).toContain('Stop Hui first')
          expect(refused.out).toBe('')
        }),
      PATIENCE,
    )

  it.each([
    [[], 'Usage:'],
    [['meetup', 'no-such-folder'], 'There is no folder'],
    [['csv', 'docs'], 'holds no .csv file'],
    [['csv', 'docs', '--dates', 'ymd'], '--dates is dmy'],
    [['meetup', 'docs'], 'it is no Meetup archive'],
    [['meetup', 'docs', '--zone', 'Mars/Base'], 'No such time zone: Mars/Base'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    const { code, err, out } = await run({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(sentence)
  })
})
