import type { CountedReason, LocalText } from '../vocabulary'
import type { GroupPlan, Places, SpacePlan, VenuePlan } from './places'

/** What happens in the demo city, when and by whom; rows are made of it in activities.ts and attendance.ts. */
export type ActivityPlan = {
  /** How it came out: counted, or the first rule of R-COUNT that fails. */
  reason: CountedReason
  /** Where it stands: past ones are finalised, cancelled, or (in the demo's month) still awaiting their recap. */
  stand: 'finalised' | 'cancelled' | 'awaiting' | 'upcoming' | 'draft' | 'submitted' | 'changes_asked'
  kind: string
  district: string | null
  online: boolean
  day: number
  minutes: number
  duration: number
  campaign: boolean
  lead: GroupPlan
  /** Co-hosts, all accepted. */
  co: GroupPlan[]
  support: GroupPlan[]
  venue: VenuePlan | null
  space: SpacePlan | null
  theme: number
  /** How many people were identified on the day; for upcoming ones, how many are going. */
  size: number
  /** Seats filled to the last, with a waitlist; roomy: a capacity above the going; unlimited. */
  seats: 'full' | 'roomy' | 'unlimited'
  /** A planted case of counting.md, or what its titles, figures and people are fixed to. */
  planted?: string
  titles?: LocalText
  summaries?: LocalText
  issue?: number
  languages?: ('zh' | 'en')[]
  audience?: 'public' | 'members'
  capacity?: number
  going?: number
  /** Of those going, how many were checked in; the others but one neither came nor were excused. */
  came?: number
  waiting?: number
  walkIns?: number
  /** Keys of people who come for certain, and of those who wait. */
  who?: string[]
  whoWaits?: string[]
  /** The venue it asks for before all others. */
  at?: VenuePlan
}

/** Adds an activity to the plan; what is not said is left to chance. */
export type Plan = (over: Pick<ActivityPlan, 'reason' | 'stand' | 'kind' | 'district' | 'day'> & Partial<ActivityPlan>) => ActivityPlan

/** The groups of a district, or those of the whole city. */
export const groupsOf = (places: Places, district: string | null): GroupPlan[] =>
  district ? (places.byDistrict.get(district)?.groups ?? []) : places.cityGroups

/** Groups that have done nothing since the first quarter of the year: dormant. */
export const dormantGroups = (places: Places): GroupPlan[] =>
  groupsOf(places, '330111')
    .filter((g) => g.role === 'chapter')
    .slice(0, 2)
