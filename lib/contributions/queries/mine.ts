import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { rowsOf } from '@/db/client'
import { accounts, consents, feedTokens, grants, invitations, people, sessions } from '@/db/schema/accounts'
import { activities } from '@/db/schema/activities'
import { attendances, checkInEntries, corrections, recaps } from '@/db/schema/attendance'
import { hours } from '@/db/schema/contributions'
import { files } from '@/db/schema/files'
import { groups, membershipPeriods, membershipSuspensions, memberships } from '@/db/schema/groups'
import { importRuns, sources } from '@/db/schema/imports'
import { mutedNotices, notices, outboxMessages } from '@/db/schema/notices'
import { registrations } from '@/db/schema/registrations'
import { reports } from '@/db/schema/reports'
import { rsvps } from '@/db/schema/rsvps'
import { venues } from '@/db/schema/venues'
import type { Locale } from '@/db/vocabulary'
import { ownIds } from '../../accounts/queries'
import { shownPhone } from '../../accounts/rules'
import { openField } from '../../auth/secret'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { textIn } from '../../i18n/text'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'

/** A value of an export; what is nested goes as JSON into a spreadsheet. */
export type Row = Record<string, unknown>
/** Whose data, and in which language titles are told. */
type Mine = { ctx: Ctx; ids: string[]; locale: Locale }

const of = (column: PgColumn, { ids }: Mine): SQL => inArray(column, ids)
/** Hashes and search columns tell a person nothing; what belongs to others stays with them. */
const plain = <T extends Row>(rows: T[], ...hidden: (keyof T & string)[]): Row[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !hidden.includes(key))))
const titled = <T extends { titles: typeof activities.$inferSelect.titles }>(rows: T[], locale: Locale): Row[] =>
  rows.map(({ titles, ...row }) => ({ activity: textIn(titles, locale), ...row }))

/**
 * Everything that is about a person, a section for each kind of fact, in the order of the export. What others recorded of
 * her is in it; what she recorded of others is not.
 */
export const sections = {
  profile: async (mine: Mine) => {
    const rows = await mine.ctx.db.select().from(people).where(of(people.id, mine)).orderBy(sql`${people.status} = 'merged'`)
    return plain(rows, 'sortKey', 'phoneHash', 'claimCodeHash', 'phoneEncrypted').map((row, i) => {
      const phone = openField(rows[i]?.phoneEncrypted ?? null)
      return { ...row, phone: phone && shownPhone(phone) }
    })
  },
  identities: async (mine: Mine) => plain(await mine.ctx.db.select().from(accounts).where(of(accounts.userId, mine))),
  sessions: async (mine: Mine) => plain(await mine.ctx.db.select().from(sessions).where(of(sessions.userId, mine)), 'sessionToken'),
  calendar_feeds: async (mine: Mine) =>
    plain(await mine.ctx.db.select().from(feedTokens).where(of(feedTokens.personId, mine)), 'tokenHash'),
  consents: async (mine: Mine) =>
    plain(await mine.ctx.db.select().from(consents).where(of(consents.personId, mine)).orderBy(asc(consents.givenAt))),
  muted_mails: async (mine: Mine) => plain(await mine.ctx.db.select().from(mutedNotices).where(of(mutedNotices.personId, mine))),
  grants: async (mine: Mine) =>
    plain(await mine.ctx.db.select().from(grants).where(of(grants.personId, mine)).orderBy(asc(grants.startsAt)), 'grantedById'),
  invitations: async (mine: Mine) => {
    const mails = (await mine.ctx.db.select({ email: people.email }).from(people).where(of(people.id, mine))).flatMap((p) => p.email ?? [])
    const rows = await mine.ctx.db
      .select()
      .from(invitations)
      .where(or(of(invitations.acceptedById, mine), mails.length > 0 ? inArray(invitations.email, mails) : undefined))
    return plain(rows, 'secretHash', 'invitedById')
  },
  memberships: async (mine: Mine) => {
    const rows = await mine.ctx.db
      .select({
        group: groups.names,
        status: memberships.status,
        primary: memberships.primary,
        note: memberships.note,
        appliedAt: memberships.appliedAt,
        decidedAt: memberships.decidedAt,
        joinedOn: membershipPeriods.joinedOn,
        leftOn: membershipPeriods.leftOn,
      })
      .from(memberships)
      .innerJoin(groups, eq(groups.id, memberships.groupId))
      .leftJoin(membershipPeriods, eq(membershipPeriods.membershipId, memberships.id))
      .where(of(memberships.personId, mine))
      .orderBy(asc(membershipPeriods.joinedOn))
    return rows.map((row) => ({ ...row, group: textIn(row.group, mine.locale) }))
  },
  suspensions: async (mine: Mine) => {
    const rows = await mine.ctx.db
      .select({ fromOn: membershipSuspensions.fromOn, toOn: membershipSuspensions.toOn, reason: membershipSuspensions.reason })
      .from(membershipSuspensions)
      .innerJoin(memberships, eq(memberships.id, membershipSuspensions.membershipId))
      .where(of(memberships.personId, mine))
    return rows as Row[]
  },
  rsvps: async (mine: Mine) => {
    const rows = await mine.ctx.db
      .select({ titles: activities.titles, startsAt: activities.startsAt, slug: activities.slug, rsvp: rsvps })
      .from(rsvps)
      .innerJoin(activities, eq(activities.id, rsvps.activityId))
      .where(of(rsvps.personId, mine))
      .orderBy(asc(activities.startsAt))
    return titled(rows, mine.locale).map(({ rsvp, ...row }) => ({
      ...row,
      ...plain([rsvp as Row], 'sequence', 'placedById', 'personId')[0],
    }))
  },
  attendances: async (mine: Mine) => {
    const rows = await mine.ctx.db
      .select({
        titles: activities.titles,
        startsAt: activities.startsAt,
        slug: activities.slug,
        venue: venues.names,
        creditedTo: groups.names,
        inAt: attendances.inAt,
        outAt: attendances.outAt,
        timeliness: attendances.timeliness,
        source: attendances.source,
        grade: attendances.grade,
        away: attendances.away,
      })
      .from(attendances)
      .innerJoin(activities, eq(activities.id, attendances.activityId))
      .leftJoin(venues, eq(venues.id, activities.venueId))
      .leftJoin(groups, eq(groups.id, attendances.creditedGroupId))
      .where(of(attendances.personId, mine))
      .orderBy(asc(activities.startsAt))
    const inWords = rows.map((row) => ({ ...row, venue: textIn(row.venue, mine.locale), creditedTo: textIn(row.creditedTo, mine.locale) }))
    return titled(inWords, mine.locale)
  },
  check_in_entries: async (mine: Mine) => {
    const rows = await mine.ctx.db
      .select({ titles: activities.titles, entry: checkInEntries })
      .from(checkInEntries)
      .innerJoin(activities, eq(activities.id, checkInEntries.activityId))
      .where(of(checkInEntries.personId, mine))
      .orderBy(asc(checkInEntries.receivedAt))
    return titled(rows, mine.locale).map(({ entry, ...row }) => ({ ...row, ...plain([entry as Row], 'recordedById', 'personId')[0] }))
  },
  corrections: async (mine: Mine) =>
    plain(
      await mine.ctx.db
        .select()
        .from(corrections)
        .where(or(of(corrections.personId, mine), of(corrections.askedById, mine))),
      'decidedById',
      'askedById',
      'personId',
    ),
  hours: async (mine: Mine) => plain(await mine.ctx.db.select().from(hours).where(of(hours.personId, mine)), 'confirmedById'),
  recaps: async (mine: Mine) => {
    const rows = await mine.ctx.db
      .select({ titles: activities.titles, texts: recaps.texts, guests: recaps.guests, filedAt: recaps.filedAt })
      .from(recaps)
      .innerJoin(activities, eq(activities.id, recaps.activityId))
      .where(of(recaps.filedById, mine))
    return titled(rows, mine.locale)
  },
  registrations: async (mine: Mine) =>
    plain(await mine.ctx.db.select().from(registrations).where(of(registrations.applicantId, mine)), 'recommendedById', 'decidedById'),
  reports: async (mine: Mine) => plain(await mine.ctx.db.select().from(reports).where(of(reports.reporterId, mine)), 'decidedById'),
  notices: async (mine: Mine) =>
    plain(await mine.ctx.db.select().from(notices).where(of(notices.recipientId, mine)).orderBy(asc(notices.createdAt))),
  mails: async (mine: Mine) => {
    const rows = await mine.ctx.db
      .select({
        to: outboxMessages.toAddress,
        locale: outboxMessages.locale,
        kind: outboxMessages.template,
        outcome: outboxMessages.outcome,
        sentAt: outboxMessages.sentAt,
        createdAt: outboxMessages.createdAt,
      })
      .from(outboxMessages)
      .where(of(outboxMessages.personId, mine))
      .orderBy(asc(outboxMessages.createdAt))
    return rows as Row[]
  },
  files: async (mine: Mine) => plain(await mine.ctx.db.select().from(files).where(of(files.ownerId, mine)), 'key', 'hash'),
  imports: async (mine: Mine) => {
    const asked = await mine.ctx.db.select().from(importRuns).where(of(importRuns.askedById, mine))
    const from = await mine.ctx.db
      .select()
      .from(sources)
      .where(and(of(sources.personId, mine)))
    return [...plain(asked, 'askedById'), ...plain(from, 'hash')]
  },
} satisfies Record<string, (mine: Mine) => Promise<Row[]>>
/** The column by which each kind is hers, to count without reading. */
const pointers = {
  profile: people.id,
  identities: accounts.userId,
  sessions: sessions.userId,
  calendar_feeds: feedTokens.personId,
  consents: consents.personId,
  muted_mails: mutedNotices.personId,
  grants: grants.personId,
  invitations: invitations.acceptedById,
  memberships: memberships.personId,
  rsvps: rsvps.personId,
  attendances: attendances.personId,
  check_in_entries: checkInEntries.personId,
  corrections: corrections.personId,
  hours: hours.personId,
  recaps: recaps.filedById,
  registrations: registrations.applicantId,
  reports: reports.reporterId,
  notices: notices.recipientId,
  mails: outboxMessages.personId,
  files: files.ownerId,
  imports: sources.personId,
} satisfies Partial<Record<keyof typeof sections, PgColumn>>

export type SectionName = keyof typeof sections
export const sectionNames = Object.keys(sections) as SectionName[]

/** Reads the actor's own data section by section, so that never more than one is held. */
export async function* readMine(ctx: Ctx, locale: Locale): AsyncGenerator<{ name: SectionName; rows: Row[] }> {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  authorize(ctx.actor, 'person:readOwn', { id: personId })
  const ids = (await ownIds(ctx, personId)).map(({ id }) => id)
  for (const name of sectionNames) yield { name, rows: await sections[name]({ ctx, ids, locale }) }
}

/** How many rows of each kind are about the actor, in one statement; kinds without any are left out. */
export async function countMine(ctx: Ctx): Promise<{ name: SectionName; rows: number }[]> {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  authorize(ctx.actor, 'person:readOwn', { id: personId })
  const own = ownIds(ctx, personId)
  const counts = Object.entries(pointers).map(
    ([name, column]) => sql`select ${name} as name, count(*)::int as rows from ${column.table} where ${inArray(column, own)}`,
  )
  const rows = await rowsOf<{ name: SectionName; rows: number }>(ctx.db, sql.join(counts, sql` union all `))
  return sectionNames.flatMap((name) => rows.filter((row) => row.name === name && row.rows > 0))
}
