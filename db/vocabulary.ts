/** Lists of constants that the schema, the rules and the forms share. Imports nothing. */

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

/** Language tags of texts that people write; `und` marks imported ones. */
export const textLanguages = ['zh', 'en', 'und'] as const
export type TextLanguage = (typeof textLanguages)[number]
export type LocalText = Partial<Record<TextLanguage, string>>

export const groupTypes = ['association', 'alliance', 'chapter'] as const
export const groupStatuses = ['draft', 'proposed', 'review', 'active', 'dissolved', 'refused'] as const
export const joinModes = ['open', 'review', 'invite', 'closed'] as const
export const groupVisibilities = ['public', 'members'] as const
export const membershipStatuses = ['applied', 'active', 'refused', 'left', 'suspended'] as const

export const roles = [
  'network_admin',
  'district_admin',
  'auditor',
  'president',
  'secretary',
  'organizer',
  'door_helper',
  'keeper',
  'mentor',
] as const
export type Role = (typeof roles)[number]
export const scopeTypes = ['network', 'district', 'group', 'venue', 'activity'] as const
export type ScopeType = (typeof scopeTypes)[number]

export const personStatuses = ['provisional', 'active', 'merged', 'erased'] as const
export const fieldVisibilities = ['me', 'groups', 'network'] as const

export const registrationNouns = ['group', 'venue'] as const
export const registrationStatuses = ['draft', 'submitted', 'recommended', 'sent_back', 'approved', 'refused', 'withdrawn'] as const

export const reportSubjects = ['group', 'venue', 'activity', 'recap'] as const
export const reportReasons = ['wrong', 'offensive', 'private', 'spam', 'unlawful', 'other'] as const
export const reportStatuses = ['open', 'dismissed', 'upheld'] as const

export const venueStatuses = ['draft', 'review', 'listed', 'suspended', 'closed'] as const
export const venueLevels = ['NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'DISTRICT', 'NONE'] as const
export type VenueLevel = (typeof venueLevels)[number]
export const facilities = [
  'step_free',
  'hearing_loop',
  'accessible_toilet',
  'lift',
  'parking',
  'projector',
  'wifi',
  'kitchen',
  'nursing_room',
] as const
export const datums = ['WGS84', 'GCJ02', 'BD09'] as const
export const bookingStatuses = ['requested', 'confirmed', 'declined', 'released'] as const

export const activityStatuses = ['draft', 'submitted', 'changes_asked', 'published', 'cancelled', 'finalised'] as const
export type ActivityStatus = (typeof activityStatuses)[number]
export const activityModes = ['onsite', 'online', 'hybrid'] as const
export const activityOrigins = ['here', 'back_filled', 'imported'] as const
export const audiences = ['public', 'members', 'invited'] as const
export const hostRoles = ['lead', 'co', 'support'] as const
export const rsvpModes = ['open', 'review', 'lottery', 'invite', 'walk_in'] as const
export const riskFlags = ['over_200', 'outdoors', 'minors', 'fee', 'several_districts', 'outside_organisation'] as const
export const activityLanguages = ['zh', 'en', 'sign', 'other'] as const

export const rsvpStatuses = ['pending', 'going', 'waitlisted', 'offered', 'declined', 'cancelled', 'late_cancelled'] as const
export type RsvpStatus = (typeof rsvpStatuses)[number]

export const directions = ['in', 'out', 'void'] as const
export const checkInSources = ['wall_code', 'digits', 'pass', 'roster', 'paper', 'correction', 'import'] as const
export type CheckInSource = (typeof checkInSources)[number]
export const timelinesses = ['early', 'on_time', 'late', 'unknown'] as const
export const grades = ['self', 'witnessed', 'corrected', 'back_filled'] as const
export type Grade = (typeof grades)[number]
export const correctionReasons = [
  'device',
  'network',
  'forgot',
  'duplicate',
  'impersonation',
  'list_import',
  'wrong_data',
  'other',
] as const

/** Why an activity is not counted, in the order in which R-COUNT v1 tests it; the first that fails. */
export const countedReasons = [
  'counted',
  'cancelled',
  'not_finalised',
  'kind_not_countable',
  'excluded',
  'no_recap',
  'too_few',
  'published_late',
  'host_inactive',
] as const
export type CountedReason = (typeof countedReasons)[number]
export const RULE_VERSION = 'R-COUNT v1'

/** Buckets that stand beside the districts where a figure has no place on the map. */
export const placeBuckets = ['ONLINE', 'UNPLACED'] as const

/** What a file of a group's members is wanted for. */
export const exportPurposes = ['contact', 'door_list', 'insurance', 'handover', 'other'] as const
export const exportStatuses = ['asked', 'approved', 'refused'] as const
export const campaignStatuses = ['planned', 'open', 'locked', 'live', 'closed'] as const
export const hoursSources = ['recorded', 'back_filled'] as const
export const noticeChannels = ['in_app', 'email'] as const
export const noticeOutcomes = ['queued', 'sent', 'suppressed', 'bounced', 'failed'] as const
export const sourceSystems = ['meetup', 'csv'] as const
