import type { registrationStatuses } from '@/db/vocabulary'
import { AppError } from '../errors'

export type RegistrationStatus = (typeof registrationStatuses)[number]

/** Whether its applicant may still write on it. */
export const isEditable = (status: RegistrationStatus): boolean => status === 'draft' || status === 'sent_back'
/** Whether it waits for somebody's word. */
export const isWaiting = (status: RegistrationStatus): boolean => status === 'submitted' || status === 'recommended'

type Waiting = { status: RegistrationStatus; districtCode: string | null }

/**
 * Whose word an application waits for: the district's first, where it has an administrator who did not apply herself and
 * the time to answer is not over; else the network's. Null when it waits for nobody.
 */
export function waitsFor(
  registration: Waiting,
  district: { hasAdministrator: boolean; isOverdue: boolean },
): 'district' | 'network' | null {
  if (!isWaiting(registration.status)) return null
  const asksDistrict = registration.status === 'submitted' && registration.districtCode !== null && district.hasAdministrator
  return asksDistrict && !district.isOverdue ? 'district' : 'network'
}

/** Nobody recommends, sends back, refuses or approves their own. */
export function assertNotOwn(registration: { applicantId: string }, personId: string | null): void {
  if (registration.applicantId === personId) throw new AppError('own_registration')
}

export function assertWaiting(registration: { status: RegistrationStatus }): void {
  if (!isWaiting(registration.status)) throw new AppError('registration_closed')
}
