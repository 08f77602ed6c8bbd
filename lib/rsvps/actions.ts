'use server'

import { action } from '../action'
import { bookingDecisionSchema } from '../venues/schema'
import { acceptBooking, acceptOffer, endBooking } from './commands/bookings'
import { cancelRsvp } from './commands/cancel'
import { cancelActivity } from './commands/cancel-activity'
import { changeCapacity } from './commands/capacity'
import { rsvpChain } from './commands/chain'
import { closeFeed, openFeed } from './commands/feed'
import { inviteMember, inviteToActivity, withdrawInvitation } from './commands/invite'
import { joinAndRsvp } from './commands/join'
import { drawActivityLots } from './commands/lots'
import { moveActivity } from './commands/move'
import { confirmOffer, declineOffer } from './commands/offers'
import { postponeActivity, reconfirmRsvp } from './commands/postpone'
import { acceptRsvp, declineRsvp } from './commands/review'
import { rsvp } from './commands/rsvp'
import { issueClaimCode, rsvpFor, rsvpForParent } from './commands/rsvp-for'
import { previewChain } from './queries/chain'
import { listMembersToInvite } from './queries/invited'
import {
  cancelActivitySchema,
  cancelRsvpSchema,
  changeCapacitySchema,
  drawLotsSchema,
  inviteMemberSchema,
  inviteToActivitySchema,
  joinAndRsvpSchema,
  memberToInviteSchema,
  moveActivitySchema,
  noInputSchema,
  postponeActivitySchema,
  readChainSchema,
  rsvpChainSchema,
  rsvpForParentSchema,
  rsvpForSchema,
  rsvpIdSchema,
  rsvpSchema,
  withdrawInvitationSchema,
} from './schema'

export const rsvpAction = action(rsvpSchema, rsvp)
export const joinAndRsvpAction = action(joinAndRsvpSchema, joinAndRsvp)
export const cancelRsvpAction = action(cancelRsvpSchema, cancelRsvp)
export const confirmOfferAction = action(rsvpIdSchema, confirmOffer)
export const declineOfferAction = action(rsvpIdSchema, declineOffer)
export const reconfirmRsvpAction = action(rsvpIdSchema, reconfirmRsvp)
export const acceptRsvpAction = action(rsvpIdSchema, acceptRsvp)
export const declineRsvpAction = action(rsvpIdSchema, declineRsvp)
export const readChainAction = action(readChainSchema, previewChain)
export const rsvpChainAction = action(rsvpChainSchema, rsvpChain)
export const rsvpForAction = action(rsvpForSchema, rsvpFor)
export const rsvpForParentAction = action(rsvpForParentSchema, rsvpForParent)
export const issueClaimCodeAction = action(rsvpIdSchema, issueClaimCode)
export const changeCapacityAction = action(changeCapacitySchema, changeCapacity)
export const postponeActivityAction = action(postponeActivitySchema, postponeActivity)
export const moveActivityAction = action(moveActivitySchema, moveActivity)
export const drawLotsAction = action(drawLotsSchema, drawActivityLots)
export const openFeedAction = action(noInputSchema, openFeed)
export const closeFeedAction = action(noInputSchema, closeFeed)
export const cancelActivityAction = action(cancelActivitySchema, cancelActivity)
export const inviteToActivityAction = action(inviteToActivitySchema, inviteToActivity)
export const inviteMemberAction = action(inviteMemberSchema, inviteMember)
export const withdrawInvitationAction = action(withdrawInvitationSchema, withdrawInvitation)
export const findMembersToInviteAction = action(memberToInviteSchema, (ctx, { activityId, q }) => listMembersToInvite(ctx, activityId, q))
export const acceptBookingAction = action(bookingDecisionSchema, acceptBooking)
export const acceptOfferAction = action(bookingDecisionSchema, acceptOffer)
export const endBookingAction = action(bookingDecisionSchema, endBooking)
