/** The closed set of refusals. Each is translated in `lib/i18n/messages/<locale>/errors.json`. */
export const errorCodes = [
  // of everything
  'invalid_input',
  'not_found',
  'forbidden',
  'sign_in_required',
  'conflict',
  'request_reused',
  'too_many_requests',
  'unavailable',
  'internal',
  // signing in
  'code_wrong',
  'code_expired',
  'code_spent',
  'link_spent',
  'personas_closed',
  'set_up_closed',
  // activities
  'activity_not_open',
  'activity_cancelled',
  'activity_started',
  'activity_not_ended',
  'activity_already_published',
  'activity_finalised',
  'publish_incomplete',
  'starts_in_past',
  'postponed_too_little',
  'ends_before_start',
  'host_inactive',
  'review_needed',
  'own_review',
  'permit_missing',
  'space_taken',
  'postpone_instead',
  // RSVPs
  'rsvp_not_yet_open',
  'rsvp_closed',
  'rsvp_members_only',
  'rsvp_invited_only',
  'rsvp_walk_in_only',
  'rsvp_already',
  'rsvp_declined',
  'rsvp_none',
  'rsvp_offer_expired',
  'rsvp_companions_too_many',
  'rsvp_represents_unknown',
  'rsvp_answer_missing',
  'lots_too_early',
  'rsvp_parents_enough',
  // door
  'door_not_open',
  'door_closed',
  'wall_code_wrong',
  'own_attendance',
  'not_checked_in',
  'already_voided',
  'paper_too_late',
  'correction_too_late',
  // the network's settings
  'zone_counted',
  'kind_counted',
  'district_in_use',
  // recap and counting
  'recap_missing',
  'month_not_over',
  'month_lock_too_early',
  'month_locked',
  // people
  'claim_code_wrong',
  'last_admin',
  'report_decided',
  // groups
  'already_member',
  'join_closed',
  'join_invited_only',
  'membership_none',
  'not_a_member',
  'role_held',
  'last_officer',
  'invitation_spent',
  'invitation_other_address',
  'group_dissolved',
  'group_has_activities',
  'export_expired',
  'alliance_asked',
  // registrations
  'registration_closed',
  'registration_incomplete',
  'own_registration',
  'slug_taken',
  // files
  'image_too_large',
  'image_unreadable',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** Codes per field path, as `{ titles: 'required' }`; translated in `errors.json` under `fields`. */
export type FieldErrors = Record<string, string>

/** A refusal. Rolls the transaction back; the entrance (action, route, worker, importer) answers with its code. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly fields?: FieldErrors,
    readonly values?: Record<string, string | number>,
  ) {
    super(code)
    this.name = 'AppError'
  }
}

const statuses: Partial<Record<ErrorCode, number>> = {
  invalid_input: 400,
  sign_in_required: 401,
  forbidden: 403,
  not_found: 404,
  too_many_requests: 429,
  image_too_large: 413,
  image_unreadable: 415,
  internal: 500,
  unavailable: 503,
}

/** The HTTP status of a refusal: 409 where the state of things refuses. */
export const statusOf = (code: ErrorCode): number => statuses[code] ?? 409
