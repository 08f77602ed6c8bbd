import type { Role } from '@/db/vocabulary'
import { AppError } from '../errors'
import { type Actor, type Person, personIdOf } from './actor'

/** What the policy needs to know of each noun; queries and commands pass rows that have at least this. */
export type Subjects = {
  network: null
  district: { districtCode: string }
  group: { id: string; districtCode: string | null; status: string; visibility: string }
  venue: { id: string; districtCode: string | null; operatorGroupId: string | null; status: string }
  activity: {
    id: string
    status: string
    audience: string
    districtCode: string | null
    venueId: string | null
    leadGroupId: string
    /** Accepted lead and co-hosts. */
    hostGroupIds: string[]
    /** Everybody who was invited by name, where the audience is `invited`. */
    invitedPersonIds?: string[]
  }
  /** `vouchedById`: the member who placed it for somebody without an account. */
  rsvp: { personId: string; vouchedById?: string | null; activity: Subjects['activity'] }
  attendance: { personId: string; activity: Subjects['activity'] }
  person: { id: string }
  session: null
  report: { districtCode: string | null; reporterId: string | null }
  membership: { personId: string; group: Subjects['group'] }
  invitation: { invitedById: string; groupId: string | null }
  /** A file of a group's members. `hasOtherOfficer`: besides who asks for it. */
  export: { askedById: string; hasOtherOfficer: boolean; group: Subjects['group'] }
  registration: { applicantId: string; districtCode: string | null }
  booking: { activityId: string | null; venue: Subjects['venue']; group: Subjects['group'] | null }
}
type Noun = keyof Subjects

const roleIn = (actor: Person, role: Role, scopeType: string, scopeId: string | null) =>
  actor.grants.some((g) => g.role === role && g.scopeType === scopeType && g.scopeId === scopeId)

const isNetworkAdmin = (a: Person) => roleIn(a, 'network_admin', 'network', null)
const isAuditor = (a: Person) => roleIn(a, 'auditor', 'network', null)
const isDistrictAdmin = (a: Person, code: string | null) => code !== null && roleIn(a, 'district_admin', 'district', code)
const isAdminOf = (a: Person, code: string | null) => isNetworkAdmin(a) || isDistrictAdmin(a, code)
/** President and secretary answer for the group. */
const isOfficer = (a: Person, groupId: string) => roleIn(a, 'president', 'group', groupId) || roleIn(a, 'secretary', 'group', groupId)
/** Officers and organizers plan its activities. */
const isOrganizer = (a: Person, groupId: string) => isOfficer(a, groupId) || roleIn(a, 'organizer', 'group', groupId)
const organizes = (a: Person, s: Subjects['activity']) =>
  s.hostGroupIds.some((id) => isOrganizer(a, id)) || roleIn(a, 'organizer', 'activity', s.id)
const leads = (a: Person, s: Subjects['activity']) => isOrganizer(a, s.leadGroupId) || roleIn(a, 'organizer', 'activity', s.id)
const helps = (a: Person, s: Subjects['activity']) =>
  organizes(a, s) || roleIn(a, 'door_helper', 'activity', s.id) || s.hostGroupIds.some((id) => roleIn(a, 'door_helper', 'group', id))
const isListed = (s: { status: string }) => ['published', 'cancelled', 'finalised'].includes(s.status)
const belongs = (a: Person, groupIds: string[]) => groupIds.some((id) => a.memberOf.includes(id))

type Sentence<N extends Noun> = (actor: Actor, subject: Subjects[N]) => boolean
const person =
  <N extends Noun>(sentence: (actor: Person, subject: Subjects[N]) => boolean): Sentence<N> =>
  (actor, subject) =>
    actor.kind === 'person' && sentence(actor, subject)
const job = (actor: Actor) => actor.kind === 'system'

/**
 * Whether an activity's audience includes this actor's eyes. One for members is seen by all: the rule of the RSVP tells
 * who is not a member yet to join first.
 */
const mayAttend = (a: Actor, s: Subjects['activity']): boolean =>
  s.audience !== 'invited' || (a.kind === 'person' && Boolean(s.invitedPersonIds?.includes(a.personId)))

/** The whole policy: who may do what, a sentence per verb. What is not said here is refused. */
export const policy = {
  // The network
  'network:administer': person<'network'>((a) => isNetworkAdmin(a)),
  /** Spreadsheets of the whole network: what is imported is listed at once. */
  'network:import': person<'network'>((a) => isNetworkAdmin(a)),
  'network:readOutbox': person<'network'>((a) => isNetworkAdmin(a) || isAuditor(a)),
  /** The one-time secret is the permission. */
  'network:setUp': (_: Actor, _s: null) => true,
  'network:issueSetUpLink': (a: Actor, _: null) => job(a),
  'network:grant': (a: Actor, _: null) => job(a) || (a.kind === 'person' && isNetworkAdmin(a)),
  /** Anybody may try: the code, the secret or the rule of the personas decides. */
  'session:open': (_: Actor, _s: null) => true,
  'history:read': person<'network'>((a) => isNetworkAdmin(a) || isAuditor(a)),
  'statistics:read': person<'network'>((a) => isNetworkAdmin(a) || isAuditor(a) || a.grants.some((g) => g.role === 'district_admin')),
  'statistics:readPeople': person<'network'>((a) => isNetworkAdmin(a) || isAuditor(a)),
  'statistics:readDistrictPeople': person<'district'>((a, s) => isAuditor(a) || isAdminOf(a, s.districtCode)),
  'month:lock': person<'network'>((a) => isNetworkAdmin(a)),
  // Groups
  'group:view': (a: Actor, s: Subjects['group']) =>
    ['active', 'dissolved'].includes(s.status) &&
    (s.visibility === 'public' || (a.kind === 'person' && (belongs(a, [s.id]) || isAdminOf(a, s.districtCode) || isAuditor(a)))),
  'group:edit': person<'group'>((a, s) => isOfficer(a, s.id) || isNetworkAdmin(a)),
  /** A group that only its members see is joined by invitation. */
  'group:join': person<'group'>((a, s) => s.status === 'active' && s.visibility === 'public' && !belongs(a, [s.id])),
  'group:readMembers': person<'group'>((a, s) => isOfficer(a, s.id) || isAdminOf(a, s.districtCode) || isAuditor(a)),
  'group:invite': person<'group'>((a, s) => isOfficer(a, s.id)),
  /** What leaves the network in one file is asked for by one and approved by another. */
  'group:askExport': person<'group'>((a, s) => s.status === 'active' && isOfficer(a, s.id)),
  /** Another officer; where there is none, the district. Nobody approves their own. */
  'export:decide': person<'export'>(
    (a, s) => a.personId !== s.askedById && (isOfficer(a, s.group.id) || (!s.hasOtherOfficer && isAdminOf(a, s.group.districtCode))),
  ),
  'export:download': person<'export'>((a, s) => a.personId === s.askedById && isOfficer(a, s.group.id)),
  'group:appoint': person<'group'>((a, s) => isOfficer(a, s.id) || isNetworkAdmin(a)),
  'group:suspend': person<'group'>((a) => isNetworkAdmin(a)),
  'group:dissolve': person<'group'>((a) => isNetworkAdmin(a)),
  /** One's own: to leave, to take an application back, to make it the primary one. */
  'membership:leave': person<'membership'>((a, s) => a.personId === s.personId),
  'membership:decide': person<'membership'>((a, s) => isOfficer(a, s.group.id) && a.personId !== s.personId),
  /** The secret is the permission; the command asks whose address it was sent to. */
  'invitation:accept': person<'network'>(() => true),
  'invitation:revoke': person<'invitation'>(
    (a, s) => a.personId === s.invitedById || (s.groupId !== null && isOfficer(a, s.groupId)) || isNetworkAdmin(a),
  ),
  // Registrations
  'network:readReviews': person<'network'>((a) => isNetworkAdmin(a) || isAuditor(a) || a.grants.some((g) => g.role === 'district_admin')),
  'registration:propose': person<'network'>(() => true),
  'registration:view': person<'registration'>((a, s) => a.personId === s.applicantId || isAdminOf(a, s.districtCode) || isAuditor(a)),
  'registration:edit': person<'registration'>((a, s) => a.personId === s.applicantId),
  'registration:recommend': person<'registration'>((a, s) => isDistrictAdmin(a, s.districtCode)),
  'registration:sendBack': person<'registration'>((a, s) => isAdminOf(a, s.districtCode)),
  'registration:decide': person<'registration'>((a) => isNetworkAdmin(a)),
  'group:import': person<'group'>((a, s) => s.status === 'active' && isOfficer(a, s.id)),
  'group:organize': person<'group'>((a, s) => s.status === 'active' && isOrganizer(a, s.id)),
  'group:openDesk': person<'group'>((a, s) => isOrganizer(a, s.id)),
  'group:readFigureRows': person<'group'>((a, s) => isOrganizer(a, s.id) || isAdminOf(a, s.districtCode) || isAuditor(a)),
  // Venues
  'venue:view': (_: Actor, s: Subjects['venue']) => s.status === 'listed',
  'venue:keep': person<'venue'>((a, s) => roleIn(a, 'keeper', 'venue', s.id)),
  'venue:edit': person<'venue'>((a, s) => roleIn(a, 'keeper', 'venue', s.id) || isNetworkAdmin(a)),
  /** Its level, and whether it is listed, suspended or closed. */
  'venue:administer': person<'venue'>((a) => isNetworkAdmin(a)),
  'booking:request': person<'booking'>(
    (a, s) =>
      roleIn(a, 'keeper', 'venue', s.venue.id) ||
      (s.group?.status === 'active' && isOrganizer(a, s.group.id)) ||
      (s.activityId !== null && roleIn(a, 'organizer', 'activity', s.activityId)),
  ),
  /** Taking the space that the keeper offered instead. */
  'booking:acceptOffer': person<'booking'>(
    (a, s) =>
      (s.group !== null && isOrganizer(a, s.group.id)) || (s.activityId !== null && roleIn(a, 'organizer', 'activity', s.activityId)),
  ),
  'booking:release': (a: Actor, s: Subjects['booking']) =>
    job(a) ||
    (a.kind === 'person' &&
      (roleIn(a, 'keeper', 'venue', s.venue.id) ||
        (s.group !== null && isOrganizer(a, s.group.id)) ||
        (s.activityId !== null && roleIn(a, 'organizer', 'activity', s.activityId)) ||
        isAdminOf(a, s.venue.districtCode) ||
        isNetworkAdmin(a))),
  // Activities
  'activity:view': (a: Actor, s: Subjects['activity']) =>
    (isListed(s) && mayAttend(a, s)) || (a.kind === 'person' && (helps(a, s) || isAdminOf(a, s.districtCode) || isAuditor(a))),
  'activity:edit': person<'activity'>((a, s) => organizes(a, s)),
  'activity:publish': person<'activity'>((a, s) => leads(a, s)),
  'activity:review': person<'activity'>((a, s) => isAdminOf(a, s.districtCode)),
  'activity:postpone': person<'activity'>((a, s) => leads(a, s)),
  'activity:cancel': person<'activity'>((a, s) => leads(a, s) || isAdminOf(a, s.districtCode)),
  'activity:duplicate': person<'activity'>((a, s) => organizes(a, s)),
  'activity:rsvp': (a: Actor, s: Subjects['activity']) => a.kind === 'person' && isListed(s) && mayAttend(a, s),
  'activity:drawLots': person<'activity'>((a, s) => organizes(a, s)),
  'activity:rsvpFor': person<'activity'>((a, s) => organizes(a, s)),
  /** Her own parents, whom she vouches for: as far as she herself might come. */
  'activity:rsvpForParent': (a: Actor, s: Subjects['activity']) => a.kind === 'person' && isListed(s) && mayAttend(a, s),
  /** Phone numbers and access needs of those who joined. */
  'activity:readContacts': person<'activity'>((a, s) => organizes(a, s)),
  'activity:readRoster': person<'activity'>((a, s) => helps(a, s)),
  'activity:readWall': person<'activity'>((a, s) => helps(a, s)),
  'activity:checkInOthers': person<'activity'>((a, s) => helps(a, s)),
  'activity:checkInSelf': (a: Actor, s: Subjects['activity']) => a.kind === 'person' && isListed(s),
  'activity:enterPaper': person<'activity'>((a, s) => organizes(a, s)),
  /** Names and signatures stand on them. */
  'activity:readPaperSheets': person<'activity'>((a, s) => organizes(a, s) || isAuditor(a)),
  'activity:confirmPaper': person<'activity'>((a, s) => organizes(a, s)),
  'activity:fileRecap': person<'activity'>((a, s) => organizes(a, s)),
  'activity:finalise': (a: Actor, s: Subjects['activity']) => job(a) || (a.kind === 'person' && leads(a, s)),
  'activity:exclude': person<'activity'>((a, s) => isAdminOf(a, s.districtCode)),
  'activity:readCheckIns': person<'activity'>((a, s) => organizes(a, s) || isAdminOf(a, s.districtCode) || isAuditor(a)),
  // RSVPs and attendance
  'rsvp:cancel': person<'rsvp'>((a, s) => s.personId === a.personId || s.vouchedById === a.personId || organizes(a, s.activity)),
  'rsvp:decide': person<'rsvp'>((a, s) => organizes(a, s.activity)),
  'rsvp:excuse': person<'rsvp'>((a, s) => organizes(a, s.activity) && s.personId !== a.personId),
  'attendance:void': person<'attendance'>((a, s) => helps(a, s.activity)),
  'attendance:correct': person<'attendance'>((a, s) => organizes(a, s.activity) && s.personId !== a.personId),
  // People
  'person:readOwn': (a: Actor, s: Subjects['person']) => personIdOf(a) === s.id,
  'person:edit': person<'person'>((a, s) => a.personId === s.id),
  /** The claim code decides. */
  'person:claim': person<'person'>((a, s) => a.personId === s.id),
  'person:erase': person<'person'>((a, s) => a.personId === s.id || isNetworkAdmin(a)),
  // Reports 举报: anybody may; the district of what was reported decides, the network where there is none
  'report:file': (_: Actor, _s: null) => true,
  'report:list': person<'network'>((a) => isNetworkAdmin(a) || a.grants.some((g) => g.role === 'district_admin')),
  'report:read': person<'report'>((a, s) => isAdminOf(a, s.districtCode)),
  'report:decide': person<'report'>((a, s) => isAdminOf(a, s.districtCode) && s.reporterId !== a.personId),
  // Jobs: what only the worker does
  'job:run': (a: Actor, _: null) => job(a),
} as const

export type Verb = keyof typeof policy
type SubjectOf<V extends Verb> = Parameters<(typeof policy)[V]>[1]

/** Whether `actor` may `verb` the subject. The same answer shows or hides the button. */
export function can<V extends Verb>(actor: Actor, verb: V, subject: SubjectOf<V>): boolean {
  return (policy[verb] as (a: Actor, s: unknown) => boolean)(actor, subject)
}

/**
 * Throws when `can` says no: `sign_in_required` to a visitor, `forbidden` to a person who may see the thing, and
 * `not_found` otherwise, so that a foreign row answers as a missing one.
 */
export function authorize<V extends Verb>(actor: Actor, verb: V, subject: SubjectOf<V>): void {
  if (can(actor, verb, subject)) return
  if (actor.kind === 'visitor' && maySee(actor, verb, subject)) throw new AppError('sign_in_required')
  throw new AppError(maySee(actor, verb, subject) ? 'forbidden' : 'not_found')
}

function maySee(actor: Actor, verb: Verb, subject: unknown): boolean {
  const noun = verb.split(':')[0]
  if (noun === 'activity') return can(actor, 'activity:view', subject as Subjects['activity'])
  if (noun === 'group') return can(actor, 'group:view', subject as Subjects['group'])
  if (noun === 'registration' && verb !== 'registration:propose')
    return can(actor, 'registration:view', subject as Subjects['registration'])
  if (noun === 'venue') return can(actor, 'venue:view', subject as Subjects['venue'])
  if (noun === 'export') return can(actor, 'group:readMembers', (subject as Subjects['export']).group)
  if (noun === 'rsvp' || noun === 'attendance') return can(actor, 'activity:view', (subject as Subjects['rsvp']).activity)
  if (noun === 'booking') return can(actor, 'venue:view', (subject as Subjects['booking']).venue)
  if (noun === 'report') return subject === null || can(actor, 'report:read', subject as Subjects['report'])
  return noun !== 'person'
}
