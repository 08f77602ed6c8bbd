import { describe, expect, it } from 'vitest'
import type { Role, ScopeType } from '@/db/vocabulary'
import { AppError } from '../errors'
import type { Actor } from './actor'
import { authorize, can, policy, type Subjects, type Verb } from './can'

const GROUP = 'group-own'
const DISTRICT = '330110'

const person = (personId: string, grants: [Role, ScopeType, string | null][] = [], memberOf: string[] = []): Actor => ({
  kind: 'person',
  personId,
  displayName: personId,
  locale: 'zh-CN',
  grants: grants.map(([role, scopeType, scopeId]) => ({ role, scopeType, scopeId })),
  memberOf,
})

/** Everybody who may come along: each role with its own scope and, as `foreign…`, with somebody else's. */
const actors: Record<string, Actor> = {
  visitor: { kind: 'visitor' },
  job: { kind: 'system', job: 'test' },
  stranger: person('stranger', [], ['group-other']),
  member: person('member', [], [GROUP]),
  president: person('president', [['president', 'group', GROUP]]),
  secretary: person('secretary', [['secretary', 'group', GROUP]]),
  organizer: person('organizer', [['organizer', 'group', GROUP]]),
  activityOrganizer: person('activityOrganizer', [['organizer', 'activity', 'activity']]),
  helper: person('helper', [['door_helper', 'activity', 'activity']]),
  groupHelper: person('groupHelper', [['door_helper', 'group', GROUP]]),
  keeper: person('keeper', [['keeper', 'venue', 'venue']]),
  mentor: person('mentor', [['mentor', 'network', null]]),
  district: person('district', [['district_admin', 'district', DISTRICT]]),
  network: person('network', [['network_admin', 'network', null]]),
  auditor: person('auditor', [['auditor', 'network', null]]),
  foreignSecretary: person('foreignSecretary', [['secretary', 'group', 'group-other']], ['group-other']),
  foreignHelper: person('foreignHelper', [['door_helper', 'activity', 'activity-other']]),
  foreignKeeper: person('foreignKeeper', [['keeper', 'venue', 'venue-other']]),
  foreignDistrict: person('foreignDistrict', [['district_admin', 'district', '330102']]),
}
const everybody = Object.keys(actors)
const people = everybody.filter((name) => name !== 'visitor' && name !== 'job')
const officers = ['president', 'secretary']
const organizers = [...officers, 'organizer']
const helpers = ['helper', 'groupHelper']
const planners = [...organizers, 'activityOrganizer']

const group: Subjects['group'] = { id: GROUP, districtCode: DISTRICT, status: 'active', visibility: 'public' }
const venue: Subjects['venue'] = { id: 'venue', districtCode: DISTRICT, operatorGroupId: null, status: 'listed' }
const activity: Subjects['activity'] = {
  id: 'activity',
  status: 'published',
  audience: 'public',
  districtCode: DISTRICT,
  venueId: 'venue',
  leadGroupId: GROUP,
  hostGroupIds: [GROUP],
}
const draft = { ...activity, status: 'draft' }
const file = { askedById: 'member', hasOtherOfficer: true, group }
const registration = { applicantId: 'member', districtCode: DISTRICT }
const forMembers = { ...activity, audience: 'members' }
const invited = { ...activity, audience: 'invited', invitedPersonIds: ['stranger'] }
const own = { personId: 'member', activity }
const joint = { ...activity, leadGroupId: 'group-other', hostGroupIds: ['group-other', GROUP] }
const listed = everybody
const insiders = [...planners, ...helpers, 'district', 'network', 'auditor']

/** Who may, verb by verb and relation by relation; everybody else may not. */
const matrix: [Verb, string, unknown, string[]][] = [
  ['network:administer', '', null, ['network']],
  ['network:import', '', null, ['network']],
  ['network:readOutbox', '', null, ['network', 'auditor']],
  ['network:setUp', '', null, everybody],
  ['network:issueSetUpLink', '', null, ['job']],
  ['network:grant', '', null, ['job', 'network']],
  ['session:open', '', null, everybody],
  ['history:read', '', null, ['network', 'auditor']],
  ['statistics:read', '', null, ['network', 'auditor', 'district', 'foreignDistrict']],
  ['statistics:readPeople', '', null, ['network', 'auditor']],
  ['statistics:readDistrictPeople', 'own district', { districtCode: DISTRICT }, ['network', 'auditor', 'district']],
  ['month:lock', '', null, ['network']],
  ['group:view', 'listed', group, everybody],
  ['group:view', 'proposed', { ...group, status: 'review' }, []],
  ['group:view', 'for members', { ...group, visibility: 'members' }, ['member', 'district', 'network', 'auditor']],
  ['group:edit', '', group, [...officers, 'network']],
  ['group:join', '', group, people.filter((name) => name !== 'member')],
  ['group:join', 'dissolved', { ...group, status: 'dissolved' }, []],
  ['group:join', 'for members', { ...group, visibility: 'members' }, []],
  ['group:readMembers', '', group, [...officers, 'district', 'network', 'auditor']],
  ['group:invite', '', group, officers],
  ['group:askExport', '', group, officers],
  ['group:askExport', 'dissolved', { ...group, status: 'dissolved' }, []],
  ['export:decide', '', file, officers],
  ['export:decide', "the secretary's own", { ...file, askedById: 'secretary' }, ['president']],
  [
    'export:decide',
    "an only officer's own",
    { ...file, askedById: 'secretary', hasOtherOfficer: false },
    ['president', 'district', 'network'],
  ],
  ['export:download', '', { ...file, askedById: 'secretary' }, ['secretary']],
  ['export:download', 'of one who is no officer any more', file, []],
  ['group:appoint', '', group, [...officers, 'network']],
  ['group:suspend', '', group, ['network']],
  ['group:dissolve', '', group, ['network']],
  ['membership:leave', "a member's", { personId: 'member', group }, ['member']],
  ['membership:decide', "a member's", { personId: 'member', group }, officers],
  ['membership:decide', 'their own', { personId: 'secretary', group }, ['president']],
  ['invitation:accept', '', null, people],
  ['invitation:revoke', 'to the group', { invitedById: 'stranger', groupId: GROUP }, ['stranger', ...officers, 'network']],
  ['invitation:revoke', 'to a role elsewhere', { invitedById: 'stranger', groupId: null }, ['stranger', 'network']],
  ['network:readReviews', '', null, ['network', 'auditor', 'district', 'foreignDistrict']],
  ['registration:propose', '', null, people],
  ['registration:view', "a member's", registration, ['member', 'district', 'network', 'auditor']],
  ['registration:view', 'without a district', { ...registration, districtCode: null }, ['member', 'network', 'auditor']],
  ['registration:edit', "a member's", registration, ['member']],
  ['registration:recommend', "a member's", registration, ['district']],
  ['registration:recommend', 'without a district', { ...registration, districtCode: null }, []],
  ['registration:sendBack', "a member's", registration, ['district', 'network']],
  ['registration:decide', "a member's", registration, ['network']],
  ['group:import', '', group, officers],
  ['group:import', 'dissolved', { ...group, status: 'dissolved' }, []],
  ['group:organize', '', group, organizers],
  ['group:organize', 'dissolved', { ...group, status: 'dissolved' }, []],
  ['group:openDesk', '', group, organizers],
  ['group:readFigureRows', '', group, [...organizers, 'district', 'network', 'auditor']],
  ['venue:view', 'listed', venue, everybody],
  ['venue:view', 'in review', { ...venue, status: 'review' }, []],
  ['venue:keep', '', venue, ['keeper']],
  ['venue:edit', '', venue, ['keeper', 'network']],
  ['venue:edit', 'suspended', { ...venue, status: 'suspended' }, ['keeper', 'network']],
  ['venue:administer', '', venue, ['network']],
  ['booking:acceptOffer', '', { activityId: 'activity', venue, group }, planners],
  ['booking:request', '', { activityId: 'activity', venue, group }, [...planners, 'keeper']],
  ['booking:release', '', { activityId: 'activity', venue, group }, ['job', ...planners, 'keeper', 'district', 'network']],
  ['activity:view', 'published', activity, listed],
  ['activity:view', 'draft', draft, insiders],
  ['activity:view', 'for members', forMembers, everybody],
  ['activity:view', 'invited', invited, [...insiders, 'stranger']],
  ['activity:edit', '', activity, planners],
  ['activity:edit', 'as a co-host', joint, [...planners, 'foreignSecretary']],
  ['activity:publish', '', draft, planners],
  ['activity:publish', 'as a co-host', { ...joint, status: 'draft' }, ['activityOrganizer', 'foreignSecretary']],
  ['activity:review', '', draft, ['district', 'network']],
  ['activity:postpone', '', activity, planners],
  ['activity:cancel', '', activity, [...planners, 'district', 'network']],
  ['activity:duplicate', '', activity, planners],
  ['activity:rsvp', 'public', activity, people],
  ['activity:rsvp', 'draft', draft, []],
  ['activity:rsvp', 'for members', forMembers, people],
  ['activity:rsvp', 'invited', invited, ['stranger']],
  ['activity:rsvpFor', '', activity, planners],
  ['activity:drawLots', '', activity, planners],
  ['activity:rsvpForParent', 'public', activity, people],
  ['activity:rsvpForParent', 'draft', draft, []],
  ['activity:rsvpForParent', 'invited', invited, ['stranger']],
  ['activity:readContacts', '', activity, planners],
  ['activity:readRoster', '', activity, [...planners, ...helpers]],
  ['activity:readWall', '', activity, [...planners, ...helpers]],
  ['activity:checkInOthers', '', activity, [...planners, ...helpers]],
  ['activity:checkInSelf', '', activity, people],
  ['activity:checkInSelf', 'draft', draft, []],
  ['activity:enterPaper', '', activity, planners],
  ['activity:readPaperSheets', '', activity, [...planners, 'auditor']],
  ['activity:confirmPaper', '', activity, planners],
  ['activity:fileRecap', '', activity, planners],
  ['activity:finalise', '', activity, ['job', ...planners]],
  ['activity:exclude', '', activity, ['district', 'network']],
  ['activity:readCheckIns', '', activity, [...planners, 'district', 'network', 'auditor']],
  ['rsvp:cancel', "a member's", own, ['member', ...planners]],
  ['rsvp:cancel', "a stranger's parent's", { ...own, vouchedById: 'stranger' }, ['stranger', 'member', ...planners]],
  ['rsvp:decide', "a member's", own, planners],
  ['rsvp:excuse', "a member's", own, planners],
  ['rsvp:excuse', 'their own', { personId: 'secretary', activity }, planners.filter((name) => name !== 'secretary')],
  ['attendance:void', "a member's", own, [...planners, ...helpers]],
  ['attendance:correct', "a member's", own, planners],
  ['attendance:correct', 'their own', { personId: 'organizer', activity }, planners.filter((name) => name !== 'organizer')],
  ['person:readOwn', 'her', { id: 'member' }, ['member']],
  ['person:edit', 'her', { id: 'member' }, ['member']],
  ['person:claim', 'her own', { id: 'member' }, ['member']],
  ['person:erase', 'her', { id: 'member' }, ['member', 'network']],
  ['report:file', '', null, everybody],
  ['report:list', '', null, ['network', 'district', 'foreignDistrict']],
  ['report:read', 'own district', { districtCode: DISTRICT, reporterId: null }, ['district', 'network']],
  ['report:read', 'no district', { districtCode: null, reporterId: null }, ['network']],
  ['report:decide', 'own district', { districtCode: DISTRICT, reporterId: null }, ['district', 'network']],
  ['report:decide', 'filed by herself', { districtCode: DISTRICT, reporterId: 'district' }, ['network']],
  ['job:run', '', null, ['job']],
]

describe('the policy', () => {
  it('has every sentence in this matrix', () => {
    const told = new Set(matrix.map(([verb]) => verb))
    expect(Object.keys(policy).filter((verb) => !told.has(verb as Verb))).toEqual([])
  })

  it.each(matrix)('%s %s', (verb, _, subject, allowed) => {
    expect(everybody.filter((name) => can(actors[name] as Actor, verb, subject as never))).toEqual(
      everybody.filter((name) => allowed.includes(name)),
    )
  })
})

describe('authorize', () => {
  const codeFor = (name: string, verb: Verb, subject: unknown) => {
    try {
      authorize(actors[name] as Actor, verb, subject as never)
      return 'allowed'
    } catch (error) {
      return error instanceof AppError ? error.code : error
    }
  }

  it('asks a visitor to sign in where there is something to see', () => {
    expect(codeFor('visitor', 'activity:rsvp', activity)).toBe('sign_in_required')
    expect(codeFor('visitor', 'statistics:read', null)).toBe('sign_in_required')
  })
  it('forbids what one may see but not do', () => expect(codeFor('stranger', 'activity:edit', activity)).toBe('forbidden'))
  it('answers a foreign thing like a missing one', () => {
    expect(codeFor('stranger', 'activity:edit', draft)).toBe('not_found')
    expect(codeFor('visitor', 'activity:rsvp', invited)).toBe('not_found')
    expect(codeFor('foreignSecretary', 'attendance:void', { personId: 'member', activity: draft })).toBe('not_found')
    expect(codeFor('stranger', 'person:erase', { id: 'member' })).toBe('not_found')
  })
  it('lets pass who may', () => expect(codeFor('secretary', 'activity:edit', draft)).toBe('allowed'))
})
