import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, check, date, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { exportPurposes, exportStatuses, groupStatuses, groupTypes, groupVisibilities, joinModes, membershipStatuses } from '../vocabulary'
import { people } from './accounts'
import { citext, createdAndUpdated, id, instant, localText, tsvector } from './columns'
import { districts } from './network'

export const groups = pgTable(
  'groups',
  {
    id: id(),
    slug: text('slug').notNull().unique(),
    type: text('type', { enum: groupTypes }).notNull(),
    names: localText('names').notNull(),
    /** One or two characters for the seal. */
    shortName: text('short_name').notNull(),
    /** Null: the whole network. */
    districtCode: text('district_code').references(() => districts.code),
    parentId: uuid('parent_id').references((): AnyPgColumn => groups.id),
    purpose: localText('purpose'),
    foundedOn: date('founded_on'),
    approvedOn: date('approved_on'),
    dissolvedOn: date('dissolved_on'),
    joinMode: text('join_mode', { enum: joinModes }).notNull(),
    visibility: text('visibility', { enum: groupVisibilities }).notNull().default('public'),
    homeVenueId: uuid('home_venue_id'),
    roleMailbox: citext('role_mailbox'),
    status: text('status', { enum: groupStatuses }).notNull(),
    statusReason: text('status_reason'),
    sortKey: text('sort_key').notNull(),
    search: tsvector('search').notNull(),
    createdById: uuid('created_by_id').references(() => people.id),
    ...createdAndUpdated(),
  },
  (t) => [
    index('groups_listed').on(t.status, t.sortKey, t.id),
    index('groups_district').on(t.districtCode),
    index('groups_parent').on(t.parentId),
    index('groups_search').using('gin', t.search),
    check('groups_slug_ascii', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check('groups_approved', sql`${t.status} not in ('active') or ${t.approvedOn} is not null`),
    check('groups_dissolved', sql`(${t.status} = 'dissolved') = (${t.dissolvedOn} is not null)`),
  ],
)

export const groupSuspensions = pgTable(
  'group_suspensions',
  {
    id: id(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
    reason: text('reason').notNull(),
    decidedById: uuid('decided_by_id').references(() => people.id),
    ...createdAndUpdated(),
  },
  (t) => [index('group_suspensions_group').on(t.groupId)],
)

export const allianceMembers = pgTable(
  'alliance_members',
  {
    id: id(),
    allianceId: uuid('alliance_id')
      .notNull()
      .references(() => groups.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
    /** Null while the group has not answered; only accepted ones belong. */
    acceptedAt: instant('accepted_at').defaultNow(),
    ...createdAndUpdated(),
  },
  (t) => [
    unique('alliance_members_once').on(t.allianceId, t.groupId, t.fromOn),
    index('alliance_members_group').on(t.groupId),
    check('alliance_members_not_self', sql`${t.allianceId} <> ${t.groupId}`),
  ],
)

export const memberships = pgTable(
  'memberships',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    status: text('status', { enum: membershipStatuses }).notNull(),
    primary: boolean('primary').notNull().default(false),
    note: text('note'),
    appliedAt: instant('applied_at'),
    decidedById: uuid('decided_by_id').references(() => people.id),
    decidedAt: instant('decided_at'),
    ...createdAndUpdated(),
  },
  (t) => [
    unique('memberships_once').on(t.personId, t.groupId),
    uniqueIndex('memberships_primary').on(t.personId).where(sql`"primary"`),
    index('memberships_group').on(t.groupId, t.status),
  ],
)

/** When a membership was active: joined_on inclusive, left_on exclusive (null while it lasts), in the network's zone. */
export const membershipPeriods = pgTable(
  'membership_periods',
  {
    id: id(),
    membershipId: uuid('membership_id')
      .notNull()
      .references(() => memberships.id, { onDelete: 'cascade' }),
    joinedOn: date('joined_on').notNull(),
    leftOn: date('left_on'),
    ...createdAndUpdated(),
  },
  (t) => [
    index('membership_periods_membership').on(t.membershipId),
    uniqueIndex('membership_periods_open').on(t.membershipId).where(sql`${t.leftOn} is null`),
    check('membership_periods_order', sql`${t.leftOn} is null or ${t.leftOn} >= ${t.joinedOn}`),
  ],
)

export const membershipSuspensions = pgTable(
  'membership_suspensions',
  {
    id: id(),
    membershipId: uuid('membership_id')
      .notNull()
      .references(() => memberships.id, { onDelete: 'cascade' }),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
    reason: text('reason').notNull(),
    decidedById: uuid('decided_by_id').references(() => people.id),
    ...createdAndUpdated(),
  },
  (t) => [index('membership_suspensions_membership').on(t.membershipId)],
)

/** A file of a group's members that one asks for and another approves; the one who asked downloads it for 24 hours after that. */
export const memberExports = pgTable(
  'member_exports',
  {
    id: id(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    askedById: uuid('asked_by_id')
      .notNull()
      .references(() => people.id),
    purpose: text('purpose', { enum: exportPurposes }).notNull(),
    note: text('note'),
    status: text('status', { enum: exportStatuses }).notNull(),
    decidedById: uuid('decided_by_id').references(() => people.id),
    decidedAt: instant('decided_at'),
    ...createdAndUpdated(),
  },
  (t) => [
    index('member_exports_group').on(t.groupId, t.createdAt),
    uniqueIndex('member_exports_open').on(t.groupId, t.askedById).where(sql`${t.status} = 'asked'`),
    check('member_exports_decided', sql`(${t.status} = 'asked') = (${t.decidedAt} is null)`),
    check('member_exports_not_own', sql`${t.decidedById} is null or ${t.decidedById} <> ${t.askedById}`),
  ],
)
