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

/** What asking to join comes to; throws why not. `mine` is one's membership so far; whom an officer `invited` is admitted at once. */
export function decideJoin(
  group: { joinMode: JoinMode; status: string },
  mine: MembershipStatus | null,
  invited = false,
): 'active' | 'applied' {
  if (mine === 'active' || (mine === 'applied' && !invited)) throw new AppError('already_member')
  if (mine === 'suspended' || group.status !== 'active' || group.joinMode === 'closed') throw new AppError('join_closed')
  if (group.joinMode === 'invite' && !invited) throw new AppError('join_invited_only')
  return group.joinMode === 'review' && !invited ? 'applied' : 'active'
}

/** Officers answer for the group; without any, nobody could hand it on. */
export const officerRoles = ['president', 'secretary'] as const
export const isOfficerRole = (role: string): boolean => (officerRoles as readonly string[]).includes(role)

type Term = { personId: string; role: string; startsAt: Date; endsAt: Date | null }
export const holdsAt = (term: Pick<Term, 'startsAt' | 'endsAt'>, at: Date): boolean =>
  term.startsAt <= at && (term.endsAt === null || term.endsAt > at)

/** Throws `last_officer` when at `at` nobody but `leaving` would be an officer of the group. */
export function assertOfficerRemains(terms: Term[], leaving: string, at: Date): void {
  const held = terms.filter((term) => isOfficerRole(term.role) && holdsAt(term, at))
  if (held.some((term) => term.personId === leaving) && held.every((term) => term.personId === leaving)) throw new AppError('last_officer')
}

type Offer = { revokedAt: Date | null; expiresAt: Date; uses: number; maxUses: number; email: string | null }

/** Whether an invitation can still be accepted; throws why not. One sent to an address is for the person of that address. */
export function assertAcceptable(offer: Offer, email: string | null, now: Date): void {
  if (offer.revokedAt || offer.expiresAt <= now || offer.uses >= offer.maxUses) throw new AppError('invitation_spent')
  if (offer.email && offer.email.toLowerCase() !== email?.toLowerCase()) throw new AppError('invitation_other_address')
}

/** An address that may be told to whoever holds the link: its first letter and its domain. */
export const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*@/, '$1…@')

const EXPORT_HOURS = 24

/** Until when the one who asked may download an approved file: 24 hours from the approval. */
export const exportedUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + EXPORT_HOURS * 3_600_000)
