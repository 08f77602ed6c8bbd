import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { newId } from '@/db/ids'
import { grants } from '@/db/schema/accounts'
import { groups } from '@/db/schema/groups'
import { registrations } from '@/db/schema/registrations'
import type { LocalText } from '@/db/vocabulary'
import { makeInvitation } from '../../accounts/commands/invitations'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { enter, lockMemberships } from '../../groups/commands'
import { pageColumns } from '../../groups/commands/administer'
import { roleIn } from '../../groups/commands/invitations'
import { appoint } from '../../groups/commands/officers'
import type { GroupRow } from '../../groups/queries'
import { record } from '../../history/record'
import { getNetwork } from '../../network/queries'
import { notify } from '../../notices/notify'
import { type Person, personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'
import { slugOf } from '../../search/sort-key'
import { localDate } from '../../time/zones'
import { createVenue } from '../../venues/commands/create'
import { lockRegistration, readApplication } from '../commands'
import { getOverdueSince, listAdministrators, type Registration } from '../queries'
import { assertNotOwn, assertWaiting, waitsFor } from '../rules'
import type { GroupApplication, recommendSchema, registrationIdSchema, registrationReasonSchema, VenueApplication } from '../schema'

type Changes = Partial<typeof registrations.$inferInsert>

/** The district's word for it; the network is told, and so is the applicant. */
export function recommendRegistration(ctx: Ctx, { registrationId, note }: z.output<typeof recommendSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const registration = await lockRegistration(ctx, registrationId)
    assertNotOwn(registration, personIdOf(ctx.actor))
    authorize(ctx.actor, 'registration:recommend', registration)
    if (registration.status !== 'submitted') throw new AppError('registration_closed')
    const recommendedById = personIdOf(ctx.actor)
    await set(ctx, registration, { status: 'recommended', recommendedById, recommendedAt: ctx.now, recommendation: note ?? null })
    await record(ctx, 'registration.recommended', { type: 'registration', id: registrationId })
    const to = await listAdministrators(ctx, 'network_admin', null, registration.applicantId)
    await tell(ctx, registration, 'registration_recommended', to)
    return { id: registrationId }
  })
}

/** The district's or the network's question back; the applicant changes it and sends it in again. */
export function sendBackRegistration(ctx: Ctx, input: z.output<typeof registrationReasonSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const registration = await lockRegistration(ctx, input.registrationId)
    assertNotOwn(registration, personIdOf(ctx.actor))
    authorize(ctx.actor, 'registration:sendBack', registration)
    assertWaiting(registration)
    await set(ctx, registration, { status: 'sent_back', decisionReason: input.reason })
    await record(ctx, 'registration.sent_back', { type: 'registration', id: registration.id })
    await tell(ctx, registration, 'registration_sent_back')
    return { id: registration.id }
  })
}

/** The network's no, with a reason. */
export function refuseRegistration(ctx: Ctx, input: z.output<typeof registrationReasonSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const registration = await lockRegistration(ctx, input.registrationId)
    assertNotOwn(registration, personIdOf(ctx.actor))
    authorize(ctx.actor, 'registration:decide', registration)
    assertWaiting(registration)
    await set(ctx, registration, { status: 'refused', ...decided(ctx), decisionReason: input.reason })
    await record(ctx, 'registration.refused', { type: 'registration', id: registration.id })
    await tell(ctx, registration, 'registration_refused')
    return { id: registration.id }
  })
}

/**
 * The network's yes: what the document says becomes rows, all or nothing. Groups are active from today, venues listed, the
 * applicant answers for them, the other officers are invited by e-mail. Throws `review_needed` while the district has
 * time to answer.
 */
export function approveRegistration(ctx: Ctx, { registrationId }: z.output<typeof registrationIdSchema>): Promise<{ slug: string }> {
  return inTransaction(ctx, async (ctx) => {
    const registration = await lockRegistration(ctx, registrationId)
    assertNotOwn(registration, personIdOf(ctx.actor))
    authorize(ctx.actor, 'registration:decide', registration)
    assertWaiting(registration)
    await assertNetworksTurn(ctx, registration)
    const application = await readApplication(ctx, registration)
    // Two approvals at once would find the same free address.
    await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtext('registrations/approve'))`)
    const made = 'names' in application ? await makeGroups(ctx, registration, application) : await makeVenue(ctx, registration, application)
    const { slug, ...rows } = made
    await set(ctx, registration, { status: 'approved', ...decided(ctx), decisionReason: null, ...rows })
    await record(ctx, 'registration.approved', { type: 'registration', id: registrationId }, rows)
    await tell(ctx, registration, 'registration_approved')
    return { slug }
  })
}

async function assertNetworksTurn(ctx: Ctx, registration: Registration): Promise<void> {
  const { districtCode, applicantId, submittedAt } = registration
  const admins = districtCode ? await listAdministrators(ctx, 'district_admin', districtCode, applicantId) : []
  const isOverdue = submittedAt !== null && submittedAt < (await getOverdueSince(ctx))
  if (waitsFor(registration, { hasAdministrator: admins.length > 0, isOverdue }) === 'district') throw new AppError('review_needed')
}

async function makeVenue(ctx: Ctx, { applicantId }: Registration, { venues: [details] }: VenueApplication) {
  if (!details) throw new AppError('registration_incomplete')
  const { id, slug } = await createVenue(ctx, details, { createdById: applicantId })
  await makeKeeper(ctx, applicantId, id)
  return { venueId: id, slug }
}

async function makeGroups(ctx: Ctx, registration: Registration, application: GroupApplication) {
  const { applicantId } = registration
  const venueIds: string[] = []
  const group = await makeGroup(ctx, applicantId, { ...application, visibility: 'public' as const }, application.parentId ?? null)
  for (const details of application.venues) {
    const { id } = await createVenue(ctx, details, { operatorGroupId: group.id, createdById: applicantId })
    await makeKeeper(ctx, applicantId, id)
    venueIds.push(id)
  }
  if (venueIds[0]) await ctx.db.update(groups).set({ homeVenueId: venueIds[0] }).where(eq(groups.id, group.id))
  await answerFor(ctx, applicantId, group, application.applicantRole)
  for (const { email, role } of application.officers) await invite(ctx, group.id, email, role)
  for (const chapter of application.chapters) {
    const page = {
      ...chapter,
      purpose: null,
      roleMailbox: undefined,
      foundedOn: undefined,
      type: 'chapter' as const,
      visibility: 'public' as const,
    }
    const made = await makeGroup(ctx, applicantId, page, group.id)
    if (chapter.secretaryEmail) await invite(ctx, made.id, chapter.secretaryEmail, 'secretary')
    else await answerFor(ctx, applicantId, made, application.applicantRole)
  }
  return { groupId: group.id, slug: group.slug }
}

type Page = Parameters<typeof pageColumns>[0] & { type: GroupApplication['type']; districtCode?: string }

async function makeGroup(ctx: Ctx, createdById: string, page: Page, parentId: string | null): Promise<GroupRow> {
  const approvedOn = localDate(ctx.now, (await getNetwork(ctx)).zone)
  const [made] = await ctx.db
    .insert(groups)
    .values({
      ...pageColumns(page),
      slug: await freeGroupSlug(ctx, page.names as LocalText),
      type: page.type,
      parentId,
      districtCode: page.districtCode ?? null,
      status: 'active',
      approvedOn,
      createdById,
      createdAt: ctx.now,
    })
    .returning()
  const group = made as GroupRow
  await record(ctx, 'group.listed', { type: 'group', id: group.id }, { parentId })
  return group
}

/** A slug that no group has had: of its English or Chinese name, with a random end where that is taken. */
async function freeGroupSlug(ctx: Ctx, names: LocalText): Promise<string> {
  const base = slugOf(names.en ?? names.zh ?? names.und ?? '')
  const [taken] = await ctx.db.select({ id: groups.id }).from(groups).where(eq(groups.slug, base))
  return taken ? `${base.slice(0, 50)}-${newId().slice(-6)}` : base
}

/** The applicant becomes a member and holds the role from now on. */
async function answerFor(ctx: Ctx, personId: string, group: GroupRow, role: GroupApplication['applicantRole']): Promise<void> {
  const mine = await lockMemberships(ctx, personId)
  await enter(ctx, { ...group, joinMode: 'open' }, personId, mine, { invitedById: personIdOf(ctx.actor) as string })
  await appoint(ctx, group.id, { personId, role, startsAt: ctx.now, endsAt: null })
}

async function invite(ctx: Ctx, groupId: string, email: string, role: 'president' | 'secretary' | 'organizer'): Promise<void> {
  const by = ctx.actor as Person
  const { id } = await makeInvitation(ctx, { ...roleIn(groupId, role), email, invitedById: by.personId }, by.locale)
  await record(ctx, 'invitation.made', { type: 'invitation', id }, { groupId, role })
}

async function makeKeeper(ctx: Ctx, personId: string, venueId: string): Promise<void> {
  const [made] = await ctx.db
    .insert(grants)
    .values({
      personId,
      role: 'keeper',
      scopeType: 'venue',
      scopeId: venueId,
      startsAt: ctx.now,
      grantedById: personIdOf(ctx.actor),
      createdAt: ctx.now,
    })
    .returning({ id: grants.id })
  await record(ctx, 'grant.made', { type: 'grant', id: made?.id ?? '' }, { personId, role: 'keeper', scopeId: venueId })
}

const decided = (ctx: Ctx) => ({ decidedById: personIdOf(ctx.actor), decidedAt: ctx.now })
const set = (ctx: Ctx, { id }: Registration, changes: Changes) =>
  ctx.db
    .update(registrations)
    .set({ ...changes, updatedAt: ctx.now })
    .where(eq(registrations.id, id))

type Kind = 'registration_recommended' | 'registration_sent_back' | 'registration_refused' | 'registration_approved'
const tell = (ctx: Ctx, { id, applicantId }: Registration, kind: Kind, others: string[] = []) =>
  notify(ctx, { to: [applicantId, ...others], kind, about: { type: 'registration', id } })
