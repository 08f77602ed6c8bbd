import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '../client'
import { invitations, people, sessions } from '../schema/accounts'
import { type activities, hosts } from '../schema/activities'
import { checkInEntries } from '../schema/attendance'
import { allianceMembers, memberExports } from '../schema/groups'
import { importRuns } from '../schema/imports'
import { calendarDays } from '../schema/network'
import { registrations } from '../schema/registrations'
import { reports } from '../schema/reports'
import { rsvps } from '../schema/rsvps'
import { bookings } from '../schema/venues'
import type { Role, ScopeType } from '../vocabulary'
import { buildActivity, buildGrant, buildGroup, buildMembership, buildNetwork, buildPerson, buildSpace, buildVenue } from './factories'

/** Two groups in two districts and everybody who has or had to do with them: what the matrix of access is asked in. */

export const NOW = new Date('2026-11-01T02:00:00.000Z')
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

export const actorNames = [
  'visitor',
  'erased',
  'stranger',
  'former',
  'member',
  'president',
  'secretary',
  'organizer',
  'activityOrganizer',
  'doorHelper',
  'keeper',
  'mentor',
  'districtAdmin',
  'networkAdmin',
  'auditor',
] as const
export type ActorName = (typeof actorNames)[number]

/** One of everything that an action may be asked about. What belongs to a person belongs to the `member`, or to `other`. */
export type Things = Record<
  | 'activity'
  | 'activityInvitation'
  | 'alliance'
  | 'allianceMember'
  | 'application'
  | 'booking'
  | 'draft'
  | 'entry'
  | 'grant'
  | 'group'
  | 'hosted'
  | 'invitation'
  | 'memberExport'
  | 'invited'
  | 'membership'
  | 'networkGrant'
  | 'networkInvitation'
  | 'offered'
  | 'running'
  | 'owner'
  | 'pending'
  | 'person'
  | 'registration'
  | 'report'
  | 'placed'
  | 'rsvp'
  | 'run'
  | 'secret'
  | 'space'
  | 'spare'
  | 'submitted'
  | 'venue',
  string
>
export type Side = 'own' | 'mate' | 'foreign' | 'missing'
export type World = { tokens: Record<ActorName, string | null>; sides: Record<Side, Things> }

/** Builds it; `tokens` are session tokens to be read as a request reads them. A visitor has none. */
export async function buildWorld(db: Db): Promise<World> {
  await buildNetwork(db)
  await db.insert(calendarDays).values({ day: '2026-10-01', names: { zh: '国庆' }, working: false })
  const tokens = { visitor: null } as World['tokens']
  const ids = {} as Record<ActorName, string>
  for (const name of actorNames) {
    if (name === 'visitor') continue
    const person = await buildPerson(db, { displayName: name })
    ids[name] = person.id
    tokens[name] = `token-of-${name}-${person.id}`
    await db.insert(sessions).values({ sessionToken: hashOf(tokens[name]), userId: person.id, expires: new Date('2027-01-01T00:00:00Z') })
  }
  const other = await buildPerson(db)
  const outsider = await buildPerson(db)
  const [group, foreign, third] = [
    await buildGroup(db, { districtCode: '330110' }),
    await buildGroup(db, { districtCode: '330106', visibility: 'members' }),
    await buildGroup(db),
  ]
  const own = await sideOf(db, { groupId: group.id, third: third.id, districtCode: '330110', personId: ids.member, leads: ids.president })
  for (const name of ['member', 'president', 'secretary', 'organizer'] as const)
    if (name !== 'member') await buildMembership(db, ids[name], group.id)
  await buildMembership(db, other.id, group.id, { joinedOn: '2026-01-01' })

  const grant = (name: ActorName, role: Role, scope: ScopeType, id: string | null, over = {}) =>
    buildGrant(db, ids[name], role, scope, id, over)
  await grant('former', 'secretary', 'group', group.id, { endsAt: new Date(NOW.getTime() - 3_600_000) })
  await grant('president', 'president', 'group', group.id)
  await grant('secretary', 'secretary', 'group', group.id)
  own.grant = (await grant('organizer', 'organizer', 'group', group.id)).id
  for (const id of [own.draft, own.activity, own.submitted, own.running, own.invited])
    await grant('activityOrganizer', 'organizer', 'activity', id)
  await grant('doorHelper', 'door_helper', 'group', group.id)
  await grant('keeper', 'keeper', 'venue', own.venue)
  await grant('mentor', 'mentor', 'network', null)
  await grant('districtAdmin', 'district_admin', 'district', '330110')
  own.networkGrant = (await grant('networkAdmin', 'network_admin', 'network', null)).id
  await grant('auditor', 'auditor', 'network', null)
  await grant('erased', 'network_admin', 'network', null)
  await db
    .update(people)
    .set({ status: 'erased', erasedAt: NOW, email: null, displayName: '', sortKey: '' })
    .where(sql`${people.id} = ${ids.erased}`)

  const outside = await sideOf(db, {
    groupId: foreign.id,
    third: third.id,
    districtCode: '330106',
    personId: outsider.id,
    leads: outsider.id,
    hidden: true,
  })
  outside.grant = (await buildGrant(db, outsider.id, 'organizer', 'group', foreign.id)).id
  outside.networkGrant = (await buildGrant(db, outsider.id, 'auditor', 'network', null)).id
  // The same group, activities and venue; what belongs to a person belongs to somebody else.
  const mate = {
    ...own,
    ...(await personal(db, own, { districtCode: '330110', personId: other.id, groupId: group.id })),
    person: ids.member,
  }
  const missing = Object.fromEntries(Object.keys(own).map((key) => [key, randomUUID()])) as Things
  return { tokens, sides: { own, mate, foreign: outside, missing } }
}

type SidePlan = { groupId: string; third: string; districtCode: string; personId: string; leads: string; hidden?: boolean }

/** A group's things; `hidden` ones are such that only those who answer for them, and administrators, may know of them. */
async function sideOf(db: Db, { groupId, third, districtCode, personId, leads, hidden = false }: SidePlan): Promise<Things> {
  const status = hidden ? 'suspended' : 'listed'
  const venue = await buildVenue(db, { districtCode, status })
  const [space, spare] = [await buildSpace(db, venue.id), await buildSpace(db, venue.id)]
  const activity = async (over: Partial<typeof activities.$inferInsert>, hostIds = [groupId]) =>
    (await buildActivity(db, hostIds, { districtCode, audience: hidden ? 'invited' : 'public', capacity: 20, ...over })).id
  const draft = await activity({ status: 'draft', publishedAt: null })
  const submitted = await activity({ status: 'submitted', publishedAt: null, submittedAt: NOW })
  const published = await activity({ venueId: venue.id, spaceId: space.id })
  const running = await activity({ startsAt: new Date(NOW.getTime() - 3_600_000) })
  const invited = await activity({ audience: 'invited', rsvpMode: 'invite' })
  const hosted = await activity({ status: 'draft', publishedAt: null }, [third])
  await db.insert(hosts).values({ activityId: hosted, groupId, role: 'co', position: 1 })
  const alliance = (await buildGroup(db, { type: 'alliance', districtCode, visibility: hidden ? 'members' : 'public' })).id
  await buildGrant(db, leads, 'president', 'group', alliance)
  const [joining] = await db
    .insert(allianceMembers)
    .values({ allianceId: alliance, groupId, fromOn: '2026-10-01', acceptedAt: null })
    .returning()
  const during = '[2026-11-11T11:00:00Z,2026-11-11T13:00:00Z)'
  const book = async (over: Partial<typeof bookings.$inferInsert>) => {
    const [booking] = await db
      .insert(bookings)
      .values({ spaceId: space.id, groupId, during, status: 'requested', requestedById: leads, ...over })
      .returning()
    return booking?.id ?? ''
  }
  const [applicant, held] = [await buildPerson(db), await buildPerson(db)]
  await buildMembership(db, held.id, groupId)
  const application = await buildMembership(db, applicant.id, groupId, { status: 'applied' })
  const nameless = await buildPerson(db, { status: 'provisional', email: null, emailVerifiedAt: null })
  const [placed] = await db
    .insert(rsvps)
    .values({ activityId: published, personId: nameless.id, placedById: leads, status: 'going' })
    .returning()
  const secret = randomUUID()
  await offer(db, leads, { groupId, secretHash: hashOf(secret), email: null, maxUses: 50 })
  const [report] = await db
    .insert(reports)
    .values({ subjectType: 'group', subjectId: groupId, districtCode, reason: 'wrong', status: 'open' })
    .returning()
  const [run] = await db.insert(importRuns).values({ system: 'csv', folder: 'page', groupId, askedById: leads, plan: {} }).returning()
  const [memberExport] = await db
    .insert(memberExports)
    .values({ groupId, askedById: held.id, purpose: 'contact', status: 'asked' })
    .returning()
  const here = { activity: published, running, invited, group: groupId }
  return {
    ...here,
    ...(await personal(db, here, { districtCode, personId, groupId })),
    alliance,
    allianceMember: joining?.id ?? '',
    application: application.id,
    booking: await book({}),
    offered: await book({ offeredSpaceId: spare.id }),
    draft,
    submitted,
    hosted,
    grant: '',
    networkGrant: '',
    invitation: await offer(db, held.id, { groupId }),
    memberExport: memberExport?.id ?? '',
    networkInvitation: await offer(db, held.id, { role: 'auditor', scopeType: 'network' }),
    activityInvitation: await offer(db, held.id, { activityId: invited }),
    secret,
    person: held.id,
    placed: placed?.id ?? '',
    report: report?.id ?? '',
    run: run?.id ?? '',
    space: space.id,
    spare: spare.id,
    venue: venue.id,
  }
}

async function offer(db: Db, invitedById: string, over: Partial<typeof invitations.$inferInsert>): Promise<string> {
  const [made] = await db
    .insert(invitations)
    .values({
      secretHash: hashOf(randomUUID()),
      email: `${randomUUID()}@example.org`,
      invitedById,
      expiresAt: new Date('2026-12-01T00:00:00Z'),
      ...over,
    })
    .returning()
  return made?.id ?? ''
}

/** What belongs to one person of a group. */
async function personal(
  db: Db,
  { activity, running, invited }: Pick<Things, 'activity' | 'running' | 'invited'>,
  { districtCode, personId, groupId }: Pick<SidePlan, 'districtCode' | 'personId' | 'groupId'>,
) {
  const membership = await findOrJoin(db, personId, groupId)
  const [rsvp] = await db.insert(rsvps).values({ activityId: activity, personId, placedById: personId, status: 'going' }).returning()
  const [pending] = await db.insert(rsvps).values({ activityId: running, personId, placedById: personId, status: 'pending' }).returning()
  const id = randomUUID()
  const [entry] = await db
    .insert(checkInEntries)
    .values({
      activityId: running,
      personId,
      direction: 'in',
      source: 'roster',
      device: id,
      deviceSequence: 1,
      knownAt: NOW,
      receivedAt: NOW,
    })
    .returning()
  const [registration] = await db
    .insert(registrations)
    .values({ noun: 'group', applicantId: personId, draft: {}, status: 'submitted', submittedAt: NOW, districtCode })
    .returning()
  return {
    activity,
    running,
    invited,
    entry: entry?.id ?? '',
    membership,
    owner: personId,
    pending: pending?.id ?? '',
    registration: registration?.id ?? '',
    rsvp: rsvp?.id ?? '',
  }
}

async function findOrJoin(db: Db, personId: string, groupId: string): Promise<string> {
  const found = (await db.execute(sql`select id from memberships where person_id = ${personId} and group_id = ${groupId}`)) as unknown
  const rows = Array.isArray(found) ? found : (found as { rows: unknown[] }).rows
  return (rows[0] as { id: string } | undefined)?.id ?? (await buildMembership(db, personId, groupId)).id
}
