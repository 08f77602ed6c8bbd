import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { type fieldVisibilities, locales, personStatuses, roles, scopeTypes } from '../vocabulary'
import { citext, createdAndUpdated, id, instant } from './columns'
import { districts } from './network'

export type FieldVisibility = Record<string, (typeof fieldVisibilities)[number]>

export const people = pgTable(
  'people',
  {
    id: id(),
    displayName: text('display_name').notNull(),
    sortKey: text('sort_key').notNull(),
    legalName: text('legal_name'),
    locale: text('locale', { enum: locales }).notNull(),
    email: citext('email').unique(),
    emailVerifiedAt: instant('email_verified_at'),
    phoneEncrypted: text('phone_encrypted'),
    phoneHash: text('phone_hash').unique(),
    homeDistrictCode: text('home_district_code').references(() => districts.code),
    interests: text('interests').array().notNull().default([]),
    skills: text('skills').array().notNull().default([]),
    accessNeeds: text('access_needs'),
    visibility: jsonb('visibility').$type<FieldVisibility>().notNull().default({}),
    status: text('status', { enum: personStatuses }).notNull(),
    claimCodeHash: text('claim_code_hash').unique(),
    mergedIntoId: uuid('merged_into_id'),
    erasedAt: instant('erased_at'),
    ...createdAndUpdated(),
  },
  (t) => [
    index('people_sort_key').on(t.sortKey),
    index('people_merged_into').on(t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    check('people_merged', sql`(${t.status} = 'merged') = (${t.mergedIntoId} is not null)`),
    check('people_erased', sql`(${t.status} = 'erased') = (${t.erasedAt} is not null)`),
    check(
      'people_erased_empty',
      sql`${t.status} <> 'erased' or (${t.email} is null and ${t.phoneHash} is null and ${t.legalName} is null and ${t.displayName} = '')`,
    ),
  ],
)

export const consents = pgTable(
  'consents',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    purpose: text('purpose').notNull(),
    textVersion: text('text_version').notNull(),
    givenAt: instant('given_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [index('consents_person').on(t.personId)],
)

/** person × role × scope × time. `scopeId` is null for the network, a district code for a district, else an id. */
export const grants = pgTable(
  'grants',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    role: text('role', { enum: roles }).notNull(),
    scopeType: text('scope_type', { enum: scopeTypes }).notNull(),
    scopeId: text('scope_id'),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
    grantedById: uuid('granted_by_id').references(() => people.id),
    ...createdAndUpdated(),
  },
  (t) => [
    index('grants_person').on(t.personId),
    index('grants_scope').on(t.scopeType, t.scopeId),
    check('grants_scope_id', sql`(${t.scopeType} = 'network') = (${t.scopeId} is null)`),
    check('grants_times', sql`${t.endsAt} is null or ${t.endsAt} >= ${t.startsAt}`),
  ],
)

export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    secretHash: text('secret_hash').notNull().unique(),
    email: citext('email'),
    groupId: uuid('group_id'),
    activityId: uuid('activity_id'),
    /** The grant that accepting makes: role × scope, for a term. */
    role: text('role', { enum: roles }),
    scopeType: text('scope_type', { enum: scopeTypes }),
    scopeId: text('scope_id'),
    grantStartsAt: instant('grant_starts_at'),
    grantEndsAt: instant('grant_ends_at'),
    /** How many people may accept: a link for a chat serves many. */
    maxUses: integer('max_uses').notNull().default(1),
    uses: integer('uses').notNull().default(0),
    invitedById: uuid('invited_by_id')
      .notNull()
      .references(() => people.id),
    acceptedById: uuid('accepted_by_id').references(() => people.id),
    acceptedAt: instant('accepted_at'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    ...createdAndUpdated(),
  },
  (t) => [
    index('invitations_group').on(t.groupId),
    index('invitations_activity').on(t.activityId),
    check('invitations_uses', sql`${t.uses} between 0 and ${t.maxUses}`),
  ],
)

/** Property names follow next-auth's adapter; the token is stored hashed. */
export const sessions = pgTable(
  'sessions',
  {
    sessionToken: text('token_hash').primaryKey(),
    userId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    expires: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('sessions_person').on(t.userId), index('sessions_expires').on(t.expires)],
)

/** Identities at outside providers (OIDC, WeChat, WeCom, DingTalk); property names follow next-auth's adapter. */
export const accounts = pgTable(
  'accounts',
  {
    userId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    type: text('type').notNull(),
    provider: text('provider').notNull(),
    providerAccountId: text('provider_account_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] }), index('accounts_person').on(t.userId)],
)

/** A sign-in under way: a hashed six-digit code with five tries and a hashed link secret; used up only by POST. */
export const signInRequests = pgTable(
  'sign_in_requests',
  {
    id: id(),
    email: citext('email').notNull(),
    locale: text('locale', { enum: locales }).notNull(),
    codeHash: text('code_hash').notNull(),
    linkHash: text('link_hash').notNull().unique(),
    tries: integer('tries').notNull().default(0),
    returnTo: text('return_to'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('sign_in_requests_email').on(t.email, t.createdAt),
    index('sign_in_requests_expires').on(t.expiresAt),
    check('sign_in_requests_tries', sql`${t.tries} between 0 and 5`),
  ],
)

export const feedTokens = pgTable(
  'feed_tokens',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    tokenHash: text('token_hash').notNull(),
    revokedAt: instant('revoked_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('feed_tokens_hash').on(t.tokenHash), uniqueIndex('feed_tokens_person').on(t.personId).where(sql`${t.revokedAt} is null`)],
)
