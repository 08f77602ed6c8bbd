import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { inTransaction } from './client'
import { prepared } from './prepared'
import { people } from './schema/accounts'
import { testDatabase } from './testing/database'
import { buildNetwork, buildPerson } from './testing/factories'

const database = testDatabase()
const { placeholder } = sql
const nameOf = prepared((db) =>
  db
    .select({ name: people.displayName })
    .from(people)
    .where(eq(people.id, placeholder('id'))),
)
const rename = prepared((db) =>
  db
    .update(people)
    .set({ displayName: sql`${placeholder('name')}` })
    .where(eq(people.id, placeholder('id'))),
)

describe('a prepared statement', () => {
  it('runs with the values of each call, in the transaction of the call, and goes with it', async () => {
    const { db } = database
    await buildNetwork(db)
    const [one, other] = [await buildPerson(db, { displayName: 'one' }), await buildPerson(db, { displayName: 'other' })]
    const seen = inTransaction({ db }, async (ctx) => {
      await rename(ctx.db, { id: one.id, name: 'renamed' })
      const inside = await nameOf(ctx.db, { id: one.id })
      await inTransaction(ctx, (inner) => rename(inner.db, { id: other.id, name: 'in a savepoint' }))
      throw new Error(`${inside[0]?.name}, ${(await nameOf(ctx.db, { id: other.id }))[0]?.name}`)
    })
    await expect(seen).rejects.toThrow('renamed, in a savepoint')
    expect([await nameOf(db, { id: one.id }), await nameOf(db, { id: other.id })]).toEqual([[{ name: 'one' }], [{ name: 'other' }]])
  })

  it('is sent at the call: those called one after another run in that order without waiting', async () => {
    const { db } = database
    const { id } = await buildPerson(db, { displayName: '0' })
    await inTransaction({ db }, async (ctx) => {
      const later = ctx.db.select({ name: people.displayName }).from(people).where(eq(people.id, id))
      const answers = await Promise.all([
        rename(ctx.db, { id, name: '1' }),
        nameOf(ctx.db, { id }),
        (async () => rename(ctx.db, { id, name: '2' }))(),
        nameOf(ctx.db, { id }),
        later,
      ])
      expect([answers[1], answers[3], answers[4]]).toEqual([[{ name: '1' }], [{ name: '2' }], [{ name: '2' }]])
    })
  })
})
