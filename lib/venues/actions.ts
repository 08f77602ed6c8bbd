'use server'

import { action } from '../action'
import { listGroups } from '../groups/queries'
import { groupChoiceSchema } from '../groups/schema'
import { declineBooking } from './commands'
import { addSpace, editSpace, editVenue, reopenSpace, retireSpace, setVenueLevel, setVenueStanding } from './commands/edit'
import { blockHours, bookForGroup, offerSpace } from './commands/keep'
import { setVenuePhotos } from './commands/photos'
import {
  addSpaceSchema,
  blockHoursSchema,
  bookForGroupSchema,
  bookingDeclineSchema,
  editSpaceSchema,
  editVenueSchema,
  offerSpaceSchema,
  retireSpaceSchema,
  venueLevelSchema,
  venuePhotosSchema,
  venueStandingSchema,
} from './schema'

export const declineBookingAction = action(bookingDeclineSchema, declineBooking)
export const offerSpaceAction = action(offerSpaceSchema, offerSpace)
export const bookForGroupAction = action(bookForGroupSchema, bookForGroup)
export const blockHoursAction = action(blockHoursSchema, blockHours)
export const editVenueAction = action(editVenueSchema, editVenue)
export const addSpaceAction = action(addSpaceSchema, addSpace)
export const editSpaceAction = action(editSpaceSchema, editSpace)
export const retireSpaceAction = action(retireSpaceSchema, retireSpace)
export const reopenSpaceAction = action(retireSpaceSchema, reopenSpace)
export const setVenueStandingAction = action(venueStandingSchema, setVenueStanding)
export const setVenuePhotosAction = action(venuePhotosSchema, setVenuePhotos)
export const setVenueLevelAction = action(venueLevelSchema, setVenueLevel)
export const findGroupsToBookAction = action(groupChoiceSchema, async (ctx, { q }) =>
  (await listGroups(ctx, { q, limit: 8 })).items.map(({ id, names }) => ({ id, names })),
)
