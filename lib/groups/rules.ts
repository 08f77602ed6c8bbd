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
