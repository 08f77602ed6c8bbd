import { vi } from 'vitest'
import { admins, everybody, network, officers, on, people, self, type Table, testTable } from '@/db/testing/access'
import * as accounts from '../accounts/actions'
import { confirmSignInCode, renameMyself, requestSignIn, setUpAndEnter } from '../accounts/commands/sign-in'
import { actorOfToken } from '../auth/session'
import * as contributions from '../contributions/actions'
import type { Ctx } from '../ctx'
import * as groups from '../groups/actions'
import * as imports from '../imports/actions'
import * as network_ from '../network/actions'
import * as registrations from '../registrations/actions'
import * as reports from '../reports/actions'

// The matrix brings the actor that a cookie would; what is left of an action is its schema and its command.
vi.mock('../action', () => ({
  action:
    (schema: { parse: (input: unknown) => unknown }, command: (ctx: Ctx, input: unknown) => unknown) => async (ctx: Ctx, input: unknown) =>
      command(ctx, schema.parse(input)),
}))
vi.mock('next/headers', () => ({ cookies: async () => new Map(), headers: async () => new Headers() }))

const uuid = '0198a000-0000-7000-8000-000000000000'
const secret = 'a-secret-of-nobody-at-all'
const reason = 'because'
const names = { zh: '名', en: 'Name' }
const face = { nameZh: '网', nameEn: 'Net', seal: '网' }
const row = { code: 'LEARN', zh: '学', en: 'Learn', hue: 10 }

export const table: Table = {
  // One's own
  'accounts.requestSignIn': self({ email: 'a@example.org', locale: 'en' }, everybody, requestSignIn),
  'accounts.confirmCode': self({ requestId: uuid, code: '123456' }, everybody, confirmSignInCode),
  'accounts.renameMyself': self({ displayName: 'A' }, people, renameMyself),
  'accounts.setUpNetwork': self({ secret, ...face, zone: 'Asia/Shanghai', languages: ['en'] }, everybody, setUpAndEnter),
  'accounts.setUpByForm': self({ secret, ...face, zone: 'Asia/Shanghai', languages: ['en'] }, everybody, setUpAndEnter),
  'accounts.saveProfile': self(
    { displayName: 'A', locale: 'en', visibility: { homeDistrict: 'me', interests: 'me', skills: 'me' } },
    people,
  ),
  'accounts.saveAccessNeeds': self({ accessNeeds: 'step-free', agreed: true }, people),
  'accounts.giveConsent': self({ purpose: 'photos' }, people),
  'accounts.withdrawConsent': self({ purpose: 'photos' }, people),
  'accounts.muteNotices': self({ muted: [] }, people),
  'accounts.readMyNotices': self({}, people),
  'accounts.disconnectIdentity': self({ provider: 'github' }, people),
  'accounts.requestEmailChange': self({ email: 'new@example.org' }, people),
  // The ticket is sealed and names its person: without one of one's own it has expired.
  'accounts.confirmEmailChange': self({ ticket: secret, code: '123456' }, people),
  'accounts.signOutOthers': self({}, people),
  'contributions.claimRecord': self({ code: 'ABCD2345' }, people),
  'contributions.eraseMyself': self({ sure: true }, people),
  // The secret is the permission.
  'groups.acceptInvitation': on((t) => ({ secret: t.secret }), people, { foreign: people }),
  // The network
  'accounts.inviteToNetworkRole': self({ email: 'a@example.org', role: 'auditor' }, network),
  'accounts.endNetworkRole': on((t) => ({ grantId: t.networkGrant }), network, { foreign: network }),
  'accounts.revokeInvitation': on((t) => ({ invitationId: t.networkInvitation }), network, { foreign: network }),
  'accounts.sendTestMail': self({}, network),
  'network.saveNetworkFace': self(face, network),
  'network.changeZone': self({ zone: 'Asia/Tokyo' }, network),
  'network.saveRules': self({ minimumHeadCount: 3, finaliseAfterDays: 7, lockFromDay: 8 }, network),
  'network.saveKinds': self({ kinds: [row] }, network),
  'network.saveCategories': self({ categories: [row] }, network),
  'network.saveDistricts': self({ districtRows: [{ code: '330106', zh: '西湖', en: 'Xihu' }] }, network),
  'network.addDistricts': self({ districts: 'none' }, network),
  'network.removeDistrict': self({ code: '330102' }, network),
  'network.addCalendarDays': self({ lines: '2026-10-01 休 国庆' }, network),
  'network.removeCalendarDay': self({ day: '2026-10-01' }, network),
  // Groups and their members
  'groups.joinGroup': on((t) => ({ groupId: t.group }), people),
  'groups.acceptMember': on((t) => ({ membershipId: t.application }), officers),
  'groups.refuseMember': on((t) => ({ membershipId: t.application, reason }), officers),
  'groups.leaveGroup': on((t) => ({ membershipId: t.membership }), ['member'], { mate: [] }),
  'groups.makePrimary': on((t) => ({ membershipId: t.membership }), ['member'], { mate: [] }),
  'groups.suspendMember': on((t) => ({ membershipId: t.membership, reason }), officers),
  'groups.liftSuspension': on((t) => ({ membershipId: t.membership }), officers),
  'groups.removeMember': on((t) => ({ membershipId: t.membership }), officers),
  'groups.appointOfficer': on((t) => ({ groupId: t.group, personId: t.person, role: 'organizer' }), [...officers, ...network], {
    foreign: network,
  }),
  'groups.endTerm': on((t) => ({ grantId: t.grant }), [...officers, ...network], { foreign: network }),
  'groups.handOver': on((t) => ({ grantId: t.grant, personId: t.person }), [...officers, ...network], { foreign: network }),
  'groups.inviteByEmail': on((t) => ({ groupId: t.group, emails: 'a@example.org' }), officers),
  'groups.makeInviteLink': on((t) => ({ groupId: t.group }), officers),
  'groups.inviteToRole': on((t) => ({ groupId: t.group, email: 'a@example.org', role: 'organizer' }), [...officers, ...network], {
    foreign: network,
  }),
  'groups.revokeInvitation': on((t) => ({ invitationId: t.invitation }), [...officers, ...network], { foreign: network }),
  'groups.editGroup': on((t) => ({ groupId: t.group, names, shortName: '名', joinMode: 'open' }), [...officers, ...network], {
    foreign: network,
  }),
  'groups.suspendGroup': on((t) => ({ groupId: t.group, reason }), network, { foreign: network }),
  'groups.liftGroupSuspension': on((t) => ({ groupId: t.group }), network, { foreign: network }),
  'groups.dissolveGroup': on((t) => ({ groupId: t.group, reason }), network, { foreign: network }),
  'groups.inviteToAlliance': on((t) => ({ allianceId: t.alliance, groupId: t.group }), ['president', ...network], { foreign: network }),
  'groups.acceptAlliance': on((t) => ({ allianceMemberId: t.allianceMember }), [...officers, ...network], { foreign: network }),
  'groups.leaveAlliance': on((t) => ({ allianceMemberId: t.allianceMember }), [...officers, ...network], { foreign: network }),
  'groups.askExport': on((t) => ({ groupId: t.group, purpose: 'contact' }), officers),
  'groups.decideExport': on((t) => ({ exportId: t.memberExport, decision: 'approved' }), officers, { foreign: network }),
  'groups.findMembers': on((t) => ({ groupId: t.group, q: '人' }), [...officers, ...network], { foreign: network }),
  'groups.findGroupChoices': self({ q: '组' }, everybody),
  'groups.findHomes': self({ q: '阵' }, everybody),
  // Registrations, spreadsheets, reports
  'registrations.startRegistration': self({ noun: 'group' }, people),
  'registrations.saveDraft': on((t) => ({ registrationId: t.registration, draft: {} }), ['member'], { mate: [] }),
  'registrations.submitRegistration': on((t) => ({ registrationId: t.registration }), ['member'], { mate: [] }),
  'registrations.withdrawRegistration': on((t) => ({ registrationId: t.registration }), ['member'], { mate: [] }),
  'registrations.recommendRegistration': on((t) => ({ registrationId: t.registration }), ['districtAdmin']),
  'registrations.sendBackRegistration': on((t) => ({ registrationId: t.registration, reason }), admins, { foreign: network }),
  'registrations.refuseRegistration': on((t) => ({ registrationId: t.registration, reason }), network, { foreign: network }),
  'registrations.approveRegistration': on((t) => ({ registrationId: t.registration }), network, { foreign: network }),
  'registrations.findParents': self({ q: '组' }, everybody),
  'imports.confirmImport': on((t) => ({ runId: t.run }), officers),
  'imports.cancelImport': on((t) => ({ runId: t.run }), officers),
  'reports.fileReport': on((t) => ({ noun: 'group', id: t.group, reason: 'wrong' }), everybody, { foreign: ['networkAdmin', 'auditor'] }),
  'reports.decideReport': on((t) => ({ reportId: t.report, decision: 'dismissed', reason }), admins, { foreign: network }),
}

testTable(table, { accounts, contributions, groups, imports, network: network_, registrations, reports }, actorOfToken)
