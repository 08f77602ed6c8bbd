import type { joinModes, membershipStatuses } from '@/db/vocabulary'
import { AppError } from '../errors'
import { addDays } from '../time/zones'

export const DORMANT_AFTER_DAYS = 180

/** Whether a group rests: 180 days without a counted activity, or since its approval where there was none. Dates in the reporting zone. */
export function isDormant(group: { status: string; approvedOn: string | null; lastCountedOn: string | null }, today: string): boolean {
  if (group.status !== 'active') return false
  const since = [group.approvedOn, group.lastCountedOn]
    .filter((d) => d !== null)
    .sort()
    .at(-1)
  return since !== undefined && addDays(since, DORMANT_AFTER_DAYS) < today
}

/** A count that may be shown to everybody: 1 to 4 people are not told, so that nobody is recognised. */
export const publicCount = (count: number): number | null => (count >= 1 && count <= 4 ? null : count)

/** Where a list goes on: the sort key and the id of its last row. */
export type Place = { sortKey: string; id: string }

/** The cursor of a place, as it stands in an address. */
export const cursorOf = ({ sortKey, id }: Place): string => Buffer.from(JSON.stringify([sortKey, id])).toString('base64url')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The place of a cursor, or null for what is none. */
export function placeOf(cursor: string): Place | null {
  try {
    const [sortKey, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (typeof sortKey !== 'string' || typeof id !== 'string' || rest.length > 0 || !UUID.test(id)) return null
    return /[\0\p{Cs}]/u.test(sortKey) ? null : { sortKey, id }
  } catch {
    return null
  }
}

type JoinMode = (typeof joinModes)[number]
type MembershipStatus = (typeof membershipStatuses)[number]

/** What asking to join comes to; throws why not. `mine` is one's membership so far, `invited` an open invitation. */
export function decideJoin(
  group: { joinMode: JoinMode; status: string },
  mine: MembershipStatus | null,
  invited = false,
): 'active' | 'applied' {
  if (mine === 'active' || mine === 'applied') throw new AppError('already_member')
  if (mine === 'suspended' || group.status !== 'active' || group.joinMode === 'closed') throw new AppError('join_closed')
  if (group.joinMode === 'invite' && !invited) throw new AppError('join_invited_only')
  return group.joinMode === 'review' ? 'applied' : 'active'
}
