import { vi } from 'vitest'
import { activityPlanners, admins, door, everybody, network, on, people, planners, self, type Table, testTable } from '@/db/testing/access'
import * as activities from '../activities/actions'
import * as attendance from '../attendance/actions'
import { actorOfToken } from '../auth/session'
import type { Ctx } from '../ctx'
import * as rsvps from '../rsvps/actions'
import * as venues from '../venues/actions'

// As in access-people.test.ts.
vi.mock('../action', () => ({
  action:
    (schema: { parse: (input: unknown) => unknown }, command: (ctx: Ctx, input: unknown) => unknown) => async (ctx: Ctx, input: unknown) =>
      command(ctx, schema.parse(input)),
}))

const reason = 'because'
const names = { zh: '名', en: 'Name' }
const plan = { titles: names, kindCode: 'LEARN', mode: 'online', startsAt: '2026-11-20T19:00', joiningLink: 'https://example.org' }
const hours = { startsAt: '2026-11-20T19:00', endsAt: '2026-11-20T21:00' }

export const table: Table = {
  // Planning
  'activities.createActivity': on((t) => ({ groupId: t.group, ...plan }), planners),
  'activities.updateActivity': on((t) => ({ activityId: t.draft, ...plan }), activityPlanners),
  'activities.publishActivity': on((t) => ({ activityId: t.draft }), activityPlanners),
  'activities.approveActivity': on((t) => ({ activityId: t.submitted }), admins, { foreign: network }),
  'activities.askForChanges': on((t) => ({ activityId: t.submitted, reason }), admins, { foreign: network }),
  'activities.duplicateActivity': on((t) => ({ activityId: t.draft }), activityPlanners),
  'activities.acceptHosting': on((t) => ({ activityId: t.hosted, groupId: t.group }), planners),
  'activities.declineHosting': on((t) => ({ activityId: t.hosted, groupId: t.group }), planners),
  'activities.findTakenHours': on((t) => ({ spaceId: t.space, date: '2026-11-18' }), everybody),
  'activities.findVenues': self({ q: '阵' }, everybody),
  'activities.findGroups': self({ q: '组' }, everybody),
  'rsvps.changeCapacity': on((t) => ({ activityId: t.activity, capacity: 30 }), activityPlanners),
  'rsvps.postponeActivity': on((t) => ({ activityId: t.activity, startsAt: '2026-11-12T19:00' }), activityPlanners),
  'rsvps.moveActivity': on((t) => ({ activityId: t.activity, startsAt: '2026-11-10T19:10' }), activityPlanners),
  'rsvps.drawLots': on((t) => ({ activityId: t.activity }), activityPlanners),
  'rsvps.cancelActivity': on((t) => ({ activityId: t.activity, reason }), [...activityPlanners, ...admins], { foreign: network }),
  'rsvps.inviteToActivity': on((t) => ({ activityId: t.invited, emails: 'a@example.org' }), activityPlanners),
  'rsvps.inviteMember': on((t) => ({ activityId: t.invited, personId: t.person }), activityPlanners),
  'rsvps.withdrawInvitation': on((t) => ({ activityId: t.invited, invitationId: t.activityInvitation }), activityPlanners),
  'rsvps.findMembersToInvite': on((t) => ({ activityId: t.invited, q: '人' }), activityPlanners),
  // RSVPs
  'rsvps.rsvp': on((t) => ({ activityId: t.activity }), people),
  'rsvps.joinAndRsvp': on((t) => ({ activityId: t.activity }), people),
  'rsvps.cancelRsvp': on((t) => ({ rsvpId: t.rsvp }), ['member', ...activityPlanners], { mate: activityPlanners }),
  // Organizers answer for people without an account, too.
  'rsvps.confirmOffer': on((t) => ({ rsvpId: t.rsvp }), ['member', ...activityPlanners], { mate: activityPlanners }),
  'rsvps.declineOffer': on((t) => ({ rsvpId: t.rsvp }), ['member', ...activityPlanners], { mate: activityPlanners }),
  'rsvps.reconfirmRsvp': on((t) => ({ rsvpId: t.rsvp }), ['member', ...activityPlanners], { mate: activityPlanners }),
  'rsvps.acceptRsvp': on((t) => ({ rsvpId: t.pending }), activityPlanners),
  'rsvps.declineRsvp': on((t) => ({ rsvpId: t.pending }), activityPlanners),
  'rsvps.readChain': on((t) => ({ activityId: t.activity, text: '1. 人' }), activityPlanners),
  'rsvps.rsvpChain': on((t) => ({ activityId: t.activity, entries: [{ displayName: '人', personId: null }] }), activityPlanners),
  'rsvps.rsvpFor': on((t) => ({ activityId: t.activity, displayName: '人' }), activityPlanners),
  'rsvps.rsvpForParent': on((t) => ({ activityId: t.activity, displayName: '人' }), people),
  'rsvps.issueClaimCode': on((t) => ({ rsvpId: t.placed }), activityPlanners),
  'rsvps.openFeed': self({}, people),
  'rsvps.closeFeed': self({}, people),
  // The door and what comes after
  // The code on the wall is the permission, whatever the audience: who stands before it may come in.
  'attendance.checkInByCode': on((t) => ({ activityId: t.running, token: 'x' }), people, { foreign: people }),
  'attendance.tickOnRoster': on((t) => ({ activityId: t.running, personId: t.person }), door),
  'attendance.voidCheckIn': on((t) => ({ activityId: t.running, personId: t.owner, entryId: t.entry }), door),
  'attendance.addWalkIn': on((t) => ({ activityId: t.running, displayName: '人' }), door),
  'attendance.findMembers': on((t) => ({ activityId: t.running, search: '人' }), door),
  'attendance.confirmPaper': on((t) => ({ activityId: t.running }), activityPlanners),
  'attendance.enterPaper': on((t) => ({ activityId: t.running, personIds: [t.person] }), activityPlanners),
  'attendance.fileRecap': on((t) => ({ activityId: t.running, texts: names }), activityPlanners),
  'attendance.closeActivity': on((t) => ({ activityId: t.running, texts: names }), activityPlanners),
  'attendance.excludeActivity': on((t) => ({ activityId: t.running, reason }), admins, { foreign: network }),
  'attendance.includeActivity': on((t) => ({ activityId: t.running }), admins, { foreign: network }),
  // Venues
  'rsvps.acceptBooking': on((t) => ({ bookingId: t.booking }), ['keeper']),
  'rsvps.acceptOffer': on((t) => ({ bookingId: t.offered }), planners),
  'rsvps.endBooking': on((t) => ({ bookingId: t.booking }), ['keeper', ...planners, ...admins], { foreign: network }),
  'venues.declineBooking': on((t) => ({ bookingId: t.booking, reason }), ['keeper']),
  'venues.offerSpace': on((t) => ({ bookingId: t.booking, spaceId: t.spare }), ['keeper']),
  'venues.findGroupsToBook': self({ q: '组' }, everybody),
  'venues.bookForGroup': on((t) => ({ spaceId: t.space, groupId: t.group, ...hours }), ['keeper']),
  'venues.blockHours': on((t) => ({ spaceId: t.space, note: 'closed', ...hours }), ['keeper']),
  'venues.editVenue': on((t) => ({ venueId: t.venue, names, addresses: names, hours: {} }), ['keeper', ...network], { foreign: network }),
  'venues.addSpace': on((t) => ({ venueId: t.venue, names }), ['keeper', ...network], { foreign: network }),
  'venues.editSpace': on((t) => ({ spaceId: t.space, names }), ['keeper', ...network], { foreign: network }),
  'venues.retireSpace': on((t) => ({ spaceId: t.spare }), ['keeper', ...network], { foreign: network }),
  'venues.reopenSpace': on((t) => ({ spaceId: t.spare }), ['keeper', ...network], { foreign: network }),
  'venues.setVenuePhotos': on((t) => ({ venueId: t.venue, photos: [] }), ['keeper', ...network], { foreign: network }),
  'venues.setVenueStanding': on((t) => ({ venueId: t.venue, status: 'closed', reason }), network, { foreign: network }),
  'venues.setVenueLevel': on((t) => ({ venueId: t.venue, level: 'DISTRICT', source: 'x' }), network, { foreign: network }),
}

testTable(table, { activities, attendance, rsvps, venues }, actorOfToken)
