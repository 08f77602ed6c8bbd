import { and, count, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/client'
import { files } from '@/db/schema/files'
import { registrations } from '@/db/schema/registrations'
import type { Ctx } from '../ctx'
import { AppError } from '../errors'
import { areOwnImages } from '../files/own'
import { getGroupSubject } from '../groups/queries'
import { record } from '../history/record'
import { getReference, listOfferedDistricts } from '../network/queries'
import { notify } from '../notices/notify'
import { fieldErrorsOf } from '../parse'
import { personIdOf } from '../policy/actor'
import { authorize, can } from '../policy/can'
import { listAdministrators, type Registration } from './queries'
import { isEditable, isWaiting } from './rules'
import {
  type GroupApplication,
  groupApplicationSchema,
  type registrationIdSchema,
  type saveDraftSchema,
  type startRegistrationSchema,
  type VenueApplication,
  venueApplicationSchema,
} from './schema'

const MAX_OPEN = 20

/** Starts an application, empty. Throws `too_many_requests` beyond 20 open ones. */
export function startRegistration(ctx: Ctx, { noun }: z.output<typeof startRegistrationSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'registration:propose', null)
    const applicantId = personIdOf(ctx.actor) as string
    const [open] = await ctx.db
      .select({ n: count() })
      .from(registrations)
      .where(
        and(eq(registrations.applicantId, applicantId), inArray(registrations.status, ['draft', 'submitted', 'recommended', 'sent_back'])),
      )
    if ((open?.n ?? 0) >= MAX_OPEN) throw new AppError('too_many_requests')
    const [made] = await ctx.db
      .insert(registrations)
      .values({ noun, applicantId, draft: {}, status: 'draft', createdAt: ctx.now, updatedAt: ctx.now })
      .returning({ id: registrations.id })
    const { id } = made as { id: string }
    await record(ctx, 'registration.started', { type: 'registration', id }, { noun })
    return { id }
  })
}

/** Keeps the form as it is typed. Throws `registration_closed` once it waits or is decided. */
export function saveDraft(ctx: Ctx, { registrationId, draft }: z.output<typeof saveDraftSchema>): Promise<{ savedAt: string }> {
  return inTransaction(ctx, async (ctx) => {
    const registration = await lockOwn(ctx, registrationId)
    await ctx.db.update(registrations).set({ draft, updatedAt: ctx.now }).where(eq(registrations.id, registration.id))
    await record(ctx, 'registration.saved', { type: 'registration', id: registrationId })
    return { savedAt: ctx.now.toISOString() }
  })
}

/**
 * Sends an application in: to the district's administrators, or straight to the network where the district has none but
 * the applicant. The hour is that of the consent to its photos. Throws `registration_incomplete` with what is missing at its fields.
 */
export function submitRegistration(ctx: Ctx, { registrationId }: z.output<typeof registrationIdSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const registration = await lockOwn(ctx, registrationId)
    const application = await readApplication(ctx, registration, await listOfferedDistricts(ctx))
    const districtCode = ('names' in application ? application.districtCode : application.venues[0]?.districtCode) ?? null
    await ctx.db
      .update(registrations)
      .set({
        status: 'submitted',
        districtCode,
        submittedAt: ctx.now,
        updatedAt: ctx.now,
        recommendedById: null,
        recommendedAt: null,
        recommendation: null,
        decidedById: null,
        decisionReason: null,
      })
      .where(eq(registrations.id, registrationId))
    const photos = application.venues.flatMap((venue) => venue.photos.map(({ fileId }) => fileId))
    if (photos.length > 0) await ctx.db.update(files).set({ consentedAt: ctx.now }).where(inArray(files.id, photos))
    await record(ctx, 'registration.submitted', { type: 'registration', id: registrationId }, { noun: registration.noun, districtCode })
    const ofDistrict = districtCode ? await listAdministrators(ctx, 'district_admin', districtCode, registration.applicantId) : []
    const to = ofDistrict.length > 0 ? ofDistrict : await listAdministrators(ctx, 'network_admin', null, registration.applicantId)
    await notify(ctx, { to, kind: 'registration_submitted', about: { type: 'registration', id: registrationId } })
    return { id: registrationId }
  })
}

/** The applicant takes it back, at any time before a decision. */
export function withdrawRegistration(ctx: Ctx, { registrationId }: z.output<typeof registrationIdSchema>): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const registration = await lockRegistration(ctx, registrationId)
    authorize(ctx.actor, 'registration:edit', registration)
    if (!isEditable(registration.status) && !isWaiting(registration.status)) throw new AppError('registration_closed')
    await ctx.db.update(registrations).set({ status: 'withdrawn', updatedAt: ctx.now }).where(eq(registrations.id, registrationId))
    await record(ctx, 'registration.withdrawn', { type: 'registration', id: registrationId })
    return { id: registrationId }
  })
}

/** The application that the draft holds, checked against what the network has and whose the photos are; its districts against `districts` where they are given. */
export async function readApplication(
  ctx: Ctx,
  { noun, draft, applicantId }: Registration,
  districts?: { code: string }[],
): Promise<GroupApplication | VenueApplication> {
  const parsed = (noun === 'group' ? groupApplicationSchema : venueApplicationSchema).safeParse(draft)
  if (!parsed.success) throw new AppError('registration_incomplete', fieldErrorsOf(parsed.error))
  const application = parsed.data as GroupApplication | VenueApplication
  const { venueCategories, ...reference } = await getReference(ctx)
  const known = districts ?? reference.districts
  const fields: Record<string, string> = {}
  const check = (code: string | undefined, path: string, rows: { code: string }[]) => {
    if (code && !rows.some((row) => row.code === code)) fields[path] = 'invalid'
  }
  application.venues.forEach((venue, i) => {
    check(venue.districtCode, `venues.${i}.districtCode`, known)
    check(venue.categoryCode, `venues.${i}.categoryCode`, venueCategories)
  })
  const named = new Set<string>()
  for (const [i, { photos }] of application.venues.entries()) {
    const ids = photos.map(({ fileId }) => fileId)
    if (photos.length > 0 && !(await areOwnImages(ctx, ids, applicantId))) fields[`venues.${i}.photos`] = 'invalid'
    for (const id of ids) if (named.size === named.add(id).size) fields[`venues.${i}.photos`] = 'invalid'
  }
  if ('names' in application) {
    check(application.districtCode, 'districtCode', known)
    application.chapters.forEach((chapter, i) => {
      check(chapter.districtCode, `chapters.${i}.districtCode`, known)
    })
    if (application.parentId && !(await isParent(ctx, application.parentId))) fields.parentId = 'invalid'
  }
  if (Object.keys(fields).length > 0) throw new AppError('registration_incomplete', fields)
  return application
}

async function isParent(ctx: Ctx, id: string): Promise<boolean> {
  const parent = await getGroupSubject(ctx, id).catch(() => null)
  return parent?.status === 'active' && parent.type === 'association'
}

/** The application, its row locked; to whom it is no concern it is missing. */
export async function lockRegistration(ctx: Ctx, id: string): Promise<Registration> {
  const [registration] = await ctx.db.select().from(registrations).where(eq(registrations.id, id)).for('update')
  if (!registration || !can(ctx.actor, 'registration:view', registration)) throw new AppError('not_found')
  return registration
}

async function lockOwn(ctx: Ctx, id: string): Promise<Registration> {
  const registration = await lockRegistration(ctx, id)
  authorize(ctx.actor, 'registration:edit', registration)
  if (!isEditable(registration.status)) throw new AppError('registration_closed')
  return registration
}
