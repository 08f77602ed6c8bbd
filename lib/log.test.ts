import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { describeError, quietConsole } from './log'

const CANARY = 'canary@example.org'
const postgresError = () =>
  Object.assign(new Error(`invalid input: "${CANARY}"`), {
    severity: 'ERROR',
    code: '23505',
    constraint_name: 'people_email_unique',
    detail: `Key (email)=(${CANARY}) already exists.`,
  })
const failed = () => new DrizzleQueryError('insert into people (email) values ($1)', [CANARY], postgresError())

describe('the log', () => {
  it('says what failed and where, and none of the values', () => {
    const said = describeError(failed())
    expect(JSON.stringify(said)).not.toContain(CANARY)
    expect(said).toMatchObject({ message: 'query failed', cause: { code: '23505', constraint: 'people_email_unique' } })
    expect(said.stack).toContain('log.test.ts')
  })

  it("keeps a programmer's own words", () => {
    expect(describeError(new Error('no such room')).message).toBe('no such room')
    expect(describeError(CANARY)).toEqual({ type: 'string', message: 'not an error' })
  })

  it('holds for what the framework prints', () => {
    const before = console.error
    const lines: unknown[][] = []
    console.error = (...words) => lines.push(words)
    quietConsole()
    console.error(' ⨯', failed())
    console.error = before
    expect(JSON.stringify(lines)).not.toContain(CANARY)
    expect(JSON.stringify(lines)).toContain('people_email_unique')
  })
})
