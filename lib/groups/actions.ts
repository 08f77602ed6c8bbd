'use server'

import { action } from '../action'
import { joinGroup } from './commands'
import { dissolveGroup, editGroup, liftGroupSuspension, suspendGroup } from './commands/administer'
import { acceptAlliance, inviteToAlliance, leaveAlliance } from './commands/alliances'
import { askExport, decideExport } from './commands/exports'
import { acceptInvitation, inviteByEmail, inviteToRole, makeInviteLink, revokeInvitation } from './commands/invitations'
import { acceptMember, leaveGroup, liftSuspension, makePrimary, refuseMember, removeMember, suspendMember } from './commands/members'
import { appointOfficer, endTerm, handOver } from './commands/officers'
import { listGroups } from './queries'
import { listHomeChoices, listMemberChoices } from './queries/desk'
import {
  acceptInvitationSchema,
  allianceMemberSchema,
  appointSchema,
  askExportSchema,
  decideExportSchema,
  dissolveGroupSchema,
  editGroupSchema,
  grantIdSchema,
  groupChoiceSchema,
  groupIdSchema,
  handOverSchema,
  invitationIdSchema,
  inviteByEmailSchema,
  inviteLinkSchema,
  inviteToAllianceSchema,
  inviteToRoleSchema,
  joinGroupSchema,
  memberChoiceSchema,
  membershipIdSchema,
  refuseMemberSchema,
  suspendGroupSchema,
  suspendMemberSchema,
} from './schema'

export const joinGroupAction = action(joinGroupSchema, joinGroup)
export const acceptMemberAction = action(membershipIdSchema, acceptMember)
export const refuseMemberAction = action(refuseMemberSchema, refuseMember)
export const leaveGroupAction = action(membershipIdSchema, leaveGroup)
export const makePrimaryAction = action(membershipIdSchema, makePrimary)
export const suspendMemberAction = action(suspendMemberSchema, suspendMember)
export const liftSuspensionAction = action(membershipIdSchema, liftSuspension)
export const removeMemberAction = action(membershipIdSchema, removeMember)
export const appointOfficerAction = action(appointSchema, appointOfficer)
export const endTermAction = action(grantIdSchema, endTerm)
export const handOverAction = action(handOverSchema, handOver)
export const inviteByEmailAction = action(inviteByEmailSchema, inviteByEmail)
export const makeInviteLinkAction = action(inviteLinkSchema, makeInviteLink)
export const inviteToRoleAction = action(inviteToRoleSchema, inviteToRole)
export const acceptInvitationAction = action(acceptInvitationSchema, acceptInvitation)
export const revokeInvitationAction = action(invitationIdSchema, revokeInvitation)
export const editGroupAction = action(editGroupSchema, editGroup)
export const suspendGroupAction = action(suspendGroupSchema, suspendGroup)
export const liftGroupSuspensionAction = action(groupIdSchema, liftGroupSuspension)
export const dissolveGroupAction = action(dissolveGroupSchema, dissolveGroup)
export const inviteToAllianceAction = action(inviteToAllianceSchema, inviteToAlliance)
export const acceptAllianceAction = action(allianceMemberSchema, acceptAlliance)
export const leaveAllianceAction = action(allianceMemberSchema, leaveAlliance)
export const askExportAction = action(askExportSchema, askExport)
export const decideExportAction = action(decideExportSchema, decideExport)
export const findMembersAction = action(memberChoiceSchema, (ctx, { groupId, q }) => listMemberChoices(ctx, groupId, q))
export const findGroupChoicesAction = action(groupChoiceSchema, async (ctx, { q }) =>
  (await listGroups(ctx, { q, limit: 8 })).items.map(({ id, names, shortName, type }) => ({ id, names, shortName, type })),
)
export const findHomesAction = action(groupChoiceSchema, (ctx, { q }) => listHomeChoices(ctx, q))
