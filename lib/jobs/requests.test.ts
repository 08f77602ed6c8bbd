import { describe, expect, it } from 'vitest'
import { newId } from '@/db/ids'
import { requests } from '@/db/schema/jobs'
import { asPerson, ctxOf } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { once } from '../requests'

const database = testDatabase()
const me = asPerson({ id: newId() })
const other = asPerson({ id: newId() })

function work() {
  let n = 0
  return { run: async (_: Ctx) => ({ n: ++n }), count: () => n }
}

describe('a repeated request', () => {
  it('gets the first answer; another body or command is refused; another person has her own ids', async () => {
    await rolledBack(database.db, async (db) => {
      const id = newId()
      const { run, count } = work()
      const ask = (actor = me, body: unknown = { a: 1 }, command = 'rsvp') => once(ctxOf(db, actor), id, command, body, run)
      expect(await ask()).toEqual({ n: 1 })
      expect(await ask()).toEqual({ n: 1 })
      await expect(ask(me, { a: 2 })).rejects.toThrow('request_reused')
      await expect(ask(me, { a: 1 }, 'cancel')).rejects.toThrow('request_reused')
      expect(await ask(other)).toEqual({ n: 2 })
      expect(count()).toBe(2)
    })
  })

  it('leaves nothing behind when refused, so that it can be tried again', async () => {
    await rolledBack(database.db, async (db) => {
      const id = newId()
      const refused = once(ctxOf(db, me), id, 'rsvp', {}, async () => {
        throw new AppError('rsvp_closed')
      })
      await expect(refused).rejects.toThrow('rsvp_closed')
      expect(await db.select().from(requests)).toEqual([])
      expect(await once(ctxOf(db, me), id, 'rsvp', {}, async () => 'in')).toBe('in')
    })
  })

  it('runs once when twenty arrive at the same time', async () => {
    const id = newId()
    const { run, count } = work()
    const answers = await Promise.all(Array.from({ length: 20 }, () => once(ctxOf(database.db, me), id, 'rsvp', {}, run)))
    expect(count()).toBe(1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })
})
