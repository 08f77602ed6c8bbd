import { createInterface } from 'node:readline'
import { openPostgres } from '../client'

/**
 * One process of a race at the door (`lib/attendance/races.test.ts`): opens the database of its first argument, says
 * `ready`, then for each line of ticks runs them all at once as one helper and answers how many were refused.
 */
type Round = { helperId: string; activityId: string; now: string; personIds: string[] }

const room = '../../lib/attendance/commands/check-in'
type Tick = { activityId: string; personId: string }
const { tickOnRoster } = (await import(room)) as { tickOnRoster: (ctx: object, input: Tick) => Promise<unknown> }
const opened = await openPostgres(process.argv[2] ?? '', 6)
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const { helperId, activityId, now, personIds } = JSON.parse(line) as Round
  const ctx = {
    db: opened.db,
    now: new Date(now),
    actor: {
      kind: 'person' as const,
      personId: helperId,
      displayName: '',
      locale: 'zh-CN' as const,
      grants: [{ role: 'door_helper' as const, scopeType: 'activity' as const, scopeId: activityId }],
      memberOf: [],
    },
  }
  const settled = await Promise.allSettled(personIds.map((personId) => tickOnRoster(ctx, { activityId, personId })))
  const refused = settled.filter((s) => s.status === 'rejected').map((s) => String(s.reason?.cause?.code ?? s.reason))
  process.stdout.write(`${JSON.stringify({ done: settled.length - refused.length, refused })}\n`)
}
await opened.close()
