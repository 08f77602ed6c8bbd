/**
 * The register of every column: personal ones with their purpose, how long they are kept, who sees them and how they are
 * erased; pointers, which lead to a person and after her erasure to an empty tombstone; and plain ones. A column that is
 * not here fails a test. The codes are translated in `messages/<locale>/accounts.json` for the public page.
 */

export const purposes = ['recognise', 'reach', 'organise', 'sign_in', 'membership', 'explain', 'repeat', 'prove'] as const
export const retentions = ['account', 'week_after_activity', 'minutes', 'session', 'days_30', 'days_90', 'lasting'] as const
export const audiences = ['nobody', 'self', 'network', 'officers', 'organizers', 'administrators', 'chosen'] as const
/** emptied: set to nothing when the person is erased; deleted: the row goes; ends: only the row's end is written. */
export const erasures = ['emptied', 'deleted', 'ends'] as const

export type PersonalColumn = {
  purpose: (typeof purposes)[number]
  kept: (typeof retentions)[number]
  seenBy: (typeof audiences)[number]
  erased: (typeof erasures)[number]
}
const personal = (
  purpose: PersonalColumn['purpose'],
  kept: PersonalColumn['kept'],
  seenBy: PersonalColumn['seenBy'],
  erased: PersonalColumn['erased'],
): PersonalColumn => ({ purpose, kept, seenBy, erased })

export const personalColumns: Record<string, PersonalColumn> = {
  'people.display_name': personal('recognise', 'account', 'network', 'emptied'),
  'people.sort_key': personal('recognise', 'account', 'nobody', 'emptied'),
  'people.legal_name': personal('membership', 'account', 'officers', 'emptied'),
  'people.locale': personal('reach', 'lasting', 'self', 'ends'),
  'people.email': personal('sign_in', 'account', 'self', 'emptied'),
  'people.email_verified_at': personal('sign_in', 'account', 'self', 'emptied'),
  'people.phone_encrypted': personal('reach', 'account', 'organizers', 'emptied'),
  'people.phone_hash': personal('recognise', 'account', 'nobody', 'emptied'),
  'people.home_district_code': personal('organise', 'account', 'chosen', 'emptied'),
  'people.interests': personal('organise', 'account', 'chosen', 'emptied'),
  'people.skills': personal('organise', 'account', 'chosen', 'emptied'),
  'people.access_needs': personal('organise', 'week_after_activity', 'organizers', 'emptied'),
  'people.visibility': personal('organise', 'account', 'self', 'emptied'),
  'people.claim_code_hash': personal('sign_in', 'account', 'nobody', 'emptied'),
  'accounts.provider': personal('sign_in', 'account', 'self', 'deleted'),
  'accounts.provider_account_id': personal('sign_in', 'account', 'nobody', 'deleted'),
  'sessions.token_hash': personal('sign_in', 'session', 'nobody', 'deleted'),
  'feed_tokens.token_hash': personal('sign_in', 'account', 'nobody', 'deleted'),
  'sign_in_requests.email': personal('sign_in', 'minutes', 'nobody', 'deleted'),
  'sign_in_requests.code_hash': personal('sign_in', 'minutes', 'nobody', 'deleted'),
  'sign_in_requests.link_hash': personal('sign_in', 'minutes', 'nobody', 'deleted'),
  'sign_in_requests.return_to': personal('sign_in', 'minutes', 'nobody', 'deleted'),
  'registrations.draft': personal('organise', 'account', 'administrators', 'emptied'),
  'reports.note': personal('explain', 'account', 'administrators', 'emptied'),
  'import_uploads.text': personal('membership', 'minutes', 'officers', 'deleted'),
  'invitations.email': personal('reach', 'account', 'officers', 'emptied'),
  'member_exports.note': personal('explain', 'account', 'officers', 'emptied'),
  'memberships.note': personal('membership', 'account', 'officers', 'emptied'),
  'membership_suspensions.reason': personal('membership', 'account', 'officers', 'emptied'),
  'rsvps.companion_names': personal('organise', 'account', 'organizers', 'emptied'),
  'rsvps.answers': personal('organise', 'account', 'organizers', 'emptied'),
  'rsvps.cancel_reason': personal('explain', 'account', 'organizers', 'emptied'),
  'corrections.note': personal('explain', 'account', 'organizers', 'emptied'),
  'outbox_messages.to_address': personal('reach', 'days_90', 'nobody', 'deleted'),
  'outbox_messages.values': personal('reach', 'days_90', 'nobody', 'deleted'),
  'requests.answer': personal('repeat', 'days_30', 'nobody', 'deleted'),
  'consents.purpose': personal('prove', 'lasting', 'self', 'ends'),
  'consents.text_version': personal('prove', 'lasting', 'self', 'ends'),
}

/** Ids of people: who was there, who decided. They stay, so that no total moves and no log is rewritten. */
export const pointers: Record<string, string> = {
  people: 'id merged_into_id',
  accounts: 'person_id',
  consents: 'person_id',
  feed_tokens: 'person_id',
  grants: 'person_id granted_by_id',
  invitations: 'invited_by_id accepted_by_id',
  sessions: 'person_id',
  activities: 'created_by_id',
  postponements: 'decided_by_id',
  attendances: 'person_id',
  check_in_entries: 'person_id recorded_by_id',
  corrections: 'person_id asked_by_id decided_by_id',
  recaps: 'filed_by_id',
  paper_sheets: 'added_by_id',
  member_exports: 'asked_by_id decided_by_id',
  hours: 'person_id confirmed_by_id',
  files: 'owner_id',
  group_suspensions: 'decided_by_id',
  groups: 'created_by_id',
  registrations: 'applicant_id recommended_by_id decided_by_id',
  reports: 'reporter_id decided_by_id',
  muted_notices: 'person_id',
  sources: 'person_id',
  import_runs: 'asked_by_id',
  membership_suspensions: 'decided_by_id',
  memberships: 'person_id decided_by_id',
  history_entries: 'actor_id subject_id ids',
  jobs: 'payload',
  requests: 'actor',
  notices: 'recipient_id about_id ids',
  outbox_messages: 'person_id',
  rsvps: 'person_id placed_by_id',
  month_locks: 'locked_by_id',
  restatements: 'decided_by_id',
  bookings: 'requested_by_id decided_by_id',
  venues: 'created_by_id',
}

/** What says nothing about a person by itself. */
export const plainColumns: Record<string, string> = {
  accounts: 'type created_at',
  consents: 'id given_at withdrawn_at',
  feed_tokens: 'id revoked_at created_at',
  grants: 'id role scope_type scope_id starts_at ends_at created_at updated_at',
  invitations: `id secret_hash group_id activity_id role scope_type scope_id grant_starts_at grant_ends_at max_uses uses accepted_at expires_at
    revoked_at created_at updated_at`,
  muted_notices: 'kind muted_at',
  people: 'status erased_at created_at updated_at',
  sessions: 'expires_at created_at',
  sign_in_requests: 'id locale tries expires_at used_at created_at',
  activities: `id slug titles summaries body kind_code tags mode starts_at ends_at zone utc_offset_minutes reported_on venue_id space_id place
    place_directions place_lng place_lat place_datum entrance_photo_id venue_confirmed_at joining_link cost contact bring district_code
    series_id campaign_id capacity offer_minutes rsvp_mode rsvp_opens_at rsvp_closes_at cancel_until audience companions_allowed questions
    door_opens_minutes door_closes_minutes late_after_minutes check_in_sources check_out_asked wall_secret minimum_head_count
    expected_size risk_flags languages access_notes status status_reason submitted_at review_escalated_at
    permit_reference published_at cancelled_at finalised_at excluded_at
    excluded_reason counted_reason rule_version origin search created_at updated_at`,
  hosts: 'activity_id group_id role position accepted_at declined_at created_at updated_at',
  postponements: 'id activity_id from_starts_at to_starts_at reason created_at',
  series: 'id group_id rrule exceptions template zone created_at updated_at',
  attendances: 'id activity_id credited_group_id away in_at out_at timeliness grade source walk_in_at created_at updated_at',
  check_in_entries: 'id activity_id direction source device device_sequence known_at received_at reason_code refers_to_id',
  corrections: 'id activity_id reason before after decision decided_at entry_id created_at updated_at',
  recap_photos: 'activity_id file_id position consented alts',
  paper_sheets: 'activity_id file_id added_at',
  recaps: 'activity_id texts guests filed_at created_at updated_at',
  campaigns: 'id slug names theme from_on to_on joining_rule status created_at updated_at',
  hours: 'id activity_id minutes source created_at updated_at',
  files: 'id key hash type bytes width height consented_at store deleted_at created_at updated_at',
  alliance_members: 'id alliance_id group_id from_on to_on accepted_at created_at updated_at',
  group_suspensions: 'id group_id from_on to_on reason created_at updated_at',
  groups: `id slug type names short_name district_code parent_id purpose founded_on approved_on dissolved_on join_mode visibility
    home_venue_id role_mailbox status status_reason sort_key search created_at updated_at`,
  member_exports: 'id group_id purpose status decided_at created_at updated_at',
  membership_periods: 'id membership_id joined_on left_on created_at updated_at',
  membership_suspensions: 'id membership_id from_on to_on created_at updated_at',
  memberships: 'id group_id status primary applied_at decided_at created_at updated_at',
  history_entries: 'id actor_kind verb subject_type at',
  history_seals: 'day entries hash sealed_at',
  import_runs: 'id system folder progress group_id plan applied_at finished_at created_at updated_at',
  import_uploads: 'run_id name created_at',
  import_problems: 'id run_id file line field reason',
  registrations: `id noun status district_code submitted_at recommended_at recommendation decided_at decision_reason group_id venue_id
    created_at updated_at`,
  reports: 'id subject_type subject_id district_code reason status decided_at decision_reason created_at updated_at',
  venue_photos: 'venue_id file_id position alts',
  reported_figures: 'id activity_id system going waitlisted head_count created_at updated_at',
  sources: 'id system noun external_id group_id venue_id activity_id hash created_at updated_at',
  attempt_limits: 'key points expire_at',
  jobs: 'id name key run_at leased_until attempts done_at failed_at error created_at updated_at',
  requests: 'id command body_hash created_at',
  calendar_days: 'day names working',
  districts: `code names parent_code seat_lng seat_lat seat_datum sort_key position valid_from valid_to successor_code created_at
    updated_at`,
  kinds: 'code names hue icon countable position retired_at created_at updated_at',
  networks: `id only_row names seal zone languages week_starts_on district_scheme rules footer sender demo_seeded_at set_up_at created_at
    updated_at`,
  set_up_links: 'id secret_hash expires_at used_at created_at',
  venue_categories: 'code names hue icon position retired_at created_at updated_at',
  notices: 'id kind about_type channel outcome outcome_reason read_at created_at updated_at',
  outbox_messages: `id notice_id locale template message_id not_before leased_until attempts outcome outcome_reason sent_at created_at
    updated_at`,
  rsvps: `id activity_id status sequence represents_id companions offer_expires_at reconfirm_asked_at reconfirmed_at cancelled_at
    excused_at no_show_at created_at updated_at`,
  month_locks: 'id scope month figures rule_version hash locked_at created_at updated_at',
  restatements: 'id lock_id activity_id delta reason created_at',
  bookings: 'id space_id group_id activity_id during status note decided_at decline_reason offered_space_id created_at updated_at',
  spaces: 'id venue_id names capacity bookable buffer_minutes position created_at updated_at',
  venues: `id slug names category_code level level_source level_ends_on district_code addresses directions lng lat datum capacity
    opening_hours facilities operator_group_id summary status status_reason sort_key search created_at updated_at`,
}
