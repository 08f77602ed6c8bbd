import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { invitations } from '@/db/schema/accounts'
import { notices, outboxMessages } from '@/db/schema/notices'
import { asPerson, ctxOf, groupGrant } from '@/db/testing/actors'
import { rolledBack, testDatabase } from '@/db/testing/database'
import { buildActivity, buildGroup, buildMembership, buildNetwork, buildPerson } from '@/db/testing/factories'
import { getActivitySubject } from '../activities/queries'
import { acceptInvitation } from '../groups/commands/invitations'
import { inviteMember, inviteToActivity, withdrawInvitation } from './commands/invite'
import { rsvp } from './commands/rsvp'
import { listInvited, listMembersToInvite } from './queries/invited'
import { rsvpSchema } from './schema'

const database = testDatabase()
const NOW = new Date('2026-11-01T02:00:00Z')

type Scene = Awaited<ReturnType<typeof scene>>
async function scene(db: Db) {
  await buildNetwork(db)
  const group = await buildGroup(db)
  const activity = await buildActivity(db, [group.id], { audience: 'invited' })
  const [organizer, member, guest] = [await buildPerson(db), await buildPerson(db, { displayName: '林一' }), await buildPerson(db)]
  await buildMembership(db, member.id, group.id)
  const by = (who: { id: string }) => ctxOf(db, asPerson(who), NOW)
  return { db, group, activity, organizer: ctxOf(db, asPerson(organizer, [groupGrant('organizer', group.id)]), NOW), member, guest, by }
}
const inScene = (fn: (s: Scene) => Promise<void>) => rolledBack(database.db, async (db) => fn(await scene(db)))
const go = (activityId: string) => rsvpSchema.parse({ activityId })

describe('inviting to an activity by name', () => {
  it('a member of the hosts is told once and may come; nobody else is a choice', () =>
    inScene(async ({ db, activity, organizer, member, guest, by }) => {
      await expect(rsvp(by(member), go(activity.id))).rejects.toThrow('not_found')
      expect((await listMembersToInvite(organizer, activity.id, '林')).map((p) => p.id)).toEqual([member.id])
      await inviteMember(organizer, { activityId: activity.id, personId: member.id })
      await inviteMember(organizer, { activityId: activity.id, personId: member.id })
      expect(
        (await db.select().from(notices).where(eq(notices.kind, 'activity_invited'))).filter((n) => n.channel === 'in_app'),
      ).toHaveLength(1)
      expect(await rsvp(by(member), go(activity.id))).toMatchObject({ status: 'going' })
      expect(await listInvited(organizer, await getActivitySubject(organizer, activity.id))).toMatchObject([
        { displayName: '林一', answered: true },
      ])
      await expect(inviteMember(organizer, { activityId: activity.id, personId: guest.id })).rejects.toThrow('not_a_member')
      await expect(inviteMember(by(member), { activityId: activity.id, personId: member.id })).rejects.toThrow('forbidden')
    }))

  it('an address is mailed once; its person sees the activity and may come, until it is withdrawn', () =>
    inScene(async ({ db, activity, organizer, guest, by }) => {
      const emails = [guest.email as string, 'new@example.org']
      expect(await inviteToActivity(organizer, { activityId: activity.id, emails })).toEqual({ count: 2 })
      expect(await inviteToActivity(organizer, { activityId: activity.id, emails })).toEqual({ count: 0 })
      const mails = await db.select().from(outboxMessages).where(eq(outboxMessages.template, 'invitation'))
      expect(mails.map((m) => m.toAddress).sort()).toEqual([...emails].sort())
      await acceptInvitation(by(guest), { secret: String(mails.find((m) => m.toAddress === guest.email)?.values.secret) })
      expect(await rsvp(by(guest), go(activity.id))).toMatchObject({ status: 'going' })
      const [other] = await db.select().from(invitations).where(eq(invitations.email, 'new@example.org'))
      await expect(withdrawInvitation(by(guest), { activityId: activity.id, invitationId: other?.id ?? '' })).rejects.toThrow('forbidden')
      await withdrawInvitation(organizer, { activityId: activity.id, invitationId: other?.id ?? '' })
      const late = await buildPerson(db, { email: 'new@example.org' })
      await expect(rsvp(by(late), go(activity.id))).rejects.toThrow('not_found')
    }))

  it('is for activities by invitation that have not begun', () =>
    inScene(async ({ db, group, organizer, member }) => {
      const open = await buildActivity(db, [group.id])
      await expect(inviteMember(organizer, { activityId: open.id, personId: member.id })).rejects.toThrow('conflict')
      const begun = await buildActivity(db, [group.id], { audience: 'invited', startsAt: new Date('2026-10-31T11:00:00Z') })
      await expect(inviteToActivity(organizer, { activityId: begun.id, emails: ['a@example.org'] })).rejects.toThrow('activity_not_open')
    }))
})
