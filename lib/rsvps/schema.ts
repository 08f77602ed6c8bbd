import { z } from 'zod'
import { inviteByEmailSchema } from '../groups/schema'

const id = z.uuid()
const companions = z.coerce.number().int().min(0).max(10).default(0)
const companionNames = z.array(z.string().trim().max(60, 'too_long')).max(10).default([])

export const rsvpSchema = z.object({
  activityId: id,
  /** Made by the form: the same submission repeated answers the same. */
  requestId: z.uuid().optional(),
  companions,
  companionNames,
  answers: z.record(z.string().max(60), z.string().trim().max(1000, 'too_long')).default({}),
  /** The host group that the member represents, where she belongs to two or more. */
  representsId: z.union([id, z.literal('').transform(() => null), z.null()]).optional(),
})
export type RsvpInput = z.output<typeof rsvpSchema>

export const joinAndRsvpSchema = rsvpSchema.omit({ representsId: true })
export type JoinAndRsvpInput = z.output<typeof joinAndRsvpSchema>

export const rsvpIdSchema = z.object({ rsvpId: id })
export type RsvpIdInput = z.output<typeof rsvpIdSchema>

export const cancelRsvpSchema = z.object({ rsvpId: id, reason: z.string().trim().max(300, 'too_long').optional() })
export type CancelRsvpInput = z.output<typeof cancelRsvpSchema>

/** As people write it; the command makes E.164 of it. */
const phone = z.string().trim().max(40, 'too_long').optional()

export const rsvpForParentSchema = z.object({
  activityId: id,
  displayName: z.string().trim().min(1, 'required').max(60, 'too_long'),
  phone,
})
export type RsvpForParentInput = z.output<typeof rsvpForParentSchema>

export const rsvpForSchema = z
  .object({
    activityId: id,
    /** A member of a host group; or, for somebody without an account, a name. */
    personId: z.union([id, z.literal('').transform(() => undefined)]).optional(),
    displayName: z.string().trim().max(60, 'too_long').optional(),
    phone,
    companions,
  })
  .refine((input) => input.personId || input.displayName, { path: ['displayName'], message: 'required' })
export type RsvpForInput = z.output<typeof rsvpForSchema>

export const readChainSchema = z.object({ activityId: id, text: z.string().trim().min(1, 'required').max(20_000, 'too_long') })
export type ReadChainInput = z.output<typeof readChainSchema>
/** The lines of a pasted sign-up chain that the organizer confirms. */
export const rsvpChainSchema = z.object({
  activityId: id,
  entries: z
    .array(z.object({ displayName: z.string().trim().min(1, 'required').max(60, 'too_long'), personId: id.nullable(), companions }))
    .min(1, 'required')
    .max(300, 'too_big'),
})
export type RsvpChainInput = z.output<typeof rsvpChainSchema>

export const changeCapacitySchema = z.object({
  activityId: id,
  /** Empty: no limit. */
  capacity: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.union([z.null(), z.coerce.number().int().min(1, 'too_small').max(100_000, 'too_big')]),
  ),
})
export type ChangeCapacityInput = z.output<typeof changeCapacitySchema>

/** A wall clock of the activity's zone. */
const wallClock = z.iso.datetime({ local: true, offset: false, precision: -1, error: 'invalid' }).max(16, 'invalid')

export const postponeActivitySchema = z.object({
  activityId: id,
  startsAt: wallClock,
  /** By default the length stays. */
  endsAt: wallClock.optional(),
  reason: z.string().trim().max(500, 'too_long').optional(),
})
export type PostponeActivityInput = z.output<typeof postponeActivitySchema>

export const drawLotsSchema = z.object({ activityId: id })
export type DrawLotsInput = z.output<typeof drawLotsSchema>

export const noInputSchema = z.object({})

/** `startsAt` on the network's clock; `postpone` says that half an hour or more is meant. */
export const moveActivitySchema = z.object({ activityId: id, startsAt: wallClock, postpone: z.boolean().default(false) })
export type MoveActivityInput = z.output<typeof moveActivitySchema>

export const cancelActivitySchema = z.object({
  activityId: id,
  reason: z.string().trim().min(1, 'required').max(500, 'too_long'),
})
export type CancelActivityInput = z.output<typeof cancelActivitySchema>

/** The people tab's search, from its URL. */
export const peopleFilterSchema = z.object({
  q: z
    .string()
    .trim()
    .max(60)
    .regex(/^[^\0]*$/)
    .catch('')
    .default(''),
})

/** Which of my RSVPs the page shows. */
export const mineFilterSchema = z.object({ before: z.string().max(80).optional().catch(undefined) })

export const inviteToActivitySchema = inviteByEmailSchema.omit({ groupId: true }).extend({ activityId: id })
export const inviteMemberSchema = z.object({
  activityId: id,
  personId: z.uuid({ error: (issue) => (issue.input === undefined ? 'required' : 'invalid') }),
})
export const withdrawInvitationSchema = z.object({ activityId: id, invitationId: id })
export const memberToInviteSchema = z.object({ activityId: id, q: z.string().trim().max(60) })
