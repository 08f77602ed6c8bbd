import { AppError } from '../errors'
import { addDays, instantOf, localDate } from '../time/zones'

/** Pure decisions of signing in. */

export const CODE_TRIES = 5
export const CODE_MINUTES = 10

export type CodeVerdict = 'ok' | 'code_wrong' | 'code_expired' | 'code_spent'
type Asked = { codeHash: string; tries: number; usedAt: Date | null; expiresAt: Date }

/** Whether a typed code opens the request. `tries` counts the ones before this. Expired and used ones are told alike. */
export function decideCode(request: Asked, typedHash: string, now: Date): CodeVerdict {
  if (request.usedAt || request.expiresAt <= now) return 'code_expired'
  if (request.tries >= CODE_TRIES) return 'code_spent'
  return request.codeHash === typedHash ? 'ok' : 'code_wrong'
}

/** Whether a link's secret opens the request. Wrong codes do not spend the link: guessing must lock nobody out. */
export const isLinkOpen = (request: Omit<Asked, 'tries' | 'codeHash'>, now: Date): boolean => !request.usedAt && request.expiresAt > now

/** Personas answer in a demo network only, and only on loopback unless the demo was declared public. */
export const arePersonasOpen = (network: { demoSeededAt: Date | null } | null, loopback: boolean, demoPublic: boolean): boolean =>
  Boolean(network?.demoSeededAt) && (loopback || demoPublic)

/** Calling codes of the zones in which people write their numbers without one. */
const callingCodes: Record<string, string> = {
  'Asia/Shanghai': '86',
  'Asia/Urumqi': '86',
  'Asia/Chongqing': '86',
  'Asia/Hong_Kong': '852',
  'Asia/Macau': '853',
  'Asia/Taipei': '886',
  'Asia/Singapore': '65',
  'Asia/Tokyo': '81',
  'Asia/Seoul': '82',
  'Europe/Berlin': '49',
  'Europe/Zurich': '41',
  'Europe/Vienna': '43',
  'Europe/Paris': '33',
  'Europe/London': '44',
}

/**
 * A phone number as E.164 (`+8613800138000`) from what people write: spaces, dashes, brackets, full-width digits, 00 for
 * +, a leading 0. Without a country it is one of the network's zone. Null when it cannot be a number.
 */
export function e164Of(text: string, zone: string): string | null {
  const compact = text
    .normalize('NFKC')
    .replace(/[\s().\-–—·/]/g, '')
    .replace(/^00/, '+')
  if (compact.startsWith('+')) return /^\+[1-9]\d{6,14}$/.test(compact) ? compact : null
  const code = callingCodes[zone]
  if (!code || !/^\d+$/.test(compact)) return null
  if (code === '86') {
    const national = compact.replace(/^86(?=1\d{10}$)/, '')
    // A mobile number, or a landline with its area code.
    return /^1[3-9]\d{9}$/.test(national) || /^0[1-9]\d{8,10}$/.test(national) ? `+86${national.replace(/^0/, '')}` : null
  }
  const national = compact.replace(/^0/, '')
  return /^[1-9]\d{5,12}$/.test(national) ? `+${code}${national}` : null
}

/** A stored number as people of its country read it. */
export const shownPhone = (e164: string): string => e164.replace(/^\+86(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3')

/** Who looks at a field: herself, somebody of one of her groups, or another person of the network. Visitors see none. */
export type Viewer = 'self' | 'groups' | 'network' | 'visitor'

/** Whether a person lets this viewer see a field; what she said nothing about is hers alone. */
export function isFieldShown(visibility: Record<string, 'me' | 'groups' | 'network'>, field: string, viewer: Viewer): boolean {
  if (viewer === 'self') return true
  const chosen = visibility[field] ?? 'me'
  return chosen === 'network' ? viewer !== 'visitor' : chosen === 'groups' && viewer === 'groups'
}

/** What may be shown of a person to this viewer; the rest is empty. */
export function shownFields<P extends Shown>(person: P, viewer: Viewer): Shown {
  const shows = (field: string) => isFieldShown(person.visibility, field, viewer)
  return {
    homeDistrictCode: shows('homeDistrict') ? person.homeDistrictCode : null,
    interests: shows('interests') ? person.interests : [],
    skills: shows('skills') ? person.skills : [],
    visibility: {},
  }
}
type Shown = {
  homeDistrictCode: string | null
  interests: string[]
  skills: string[]
  visibility: Record<string, 'me' | 'groups' | 'network'>
}

/** When a term begins: at midnight of its date in the network's zone, at once for today or none. Throws for a past date. */
export function termStart(fromOn: string | undefined, now: Date, zone: string): Date {
  const today = localDate(now, zone)
  if (!fromOn || fromOn === today) return now
  if (fromOn < today) throw new AppError('invalid_input', { fromOn: 'date_past' })
  return instantOf(fromOn, '00:00', zone)
}

/** When a term ends whose last day is `lastOn`: the midnight after it. Throws where that is not after its start. */
export function termEnd(lastOn: string | undefined, startsAt: Date, zone: string): Date | null {
  if (!lastOn) return null
  const endsAt = instantOf(addDays(lastOn, 1), '00:00', zone)
  if (endsAt <= startsAt) throw new AppError('invalid_input', { toOn: 'ends_before_start' })
  return endsAt
}

type AdminTerm = { personId: string; startsAt: Date; endsAt: Date | null }

/** Throws `last_admin` when at `at` nobody but `leaving` would administer the network. */
export function assertAdminRemains(terms: AdminTerm[], leaving: string, at: Date): void {
  const held = terms.filter((term) => term.startsAt <= at && (term.endsAt === null || term.endsAt > at))
  if (held.every((term) => term.personId === leaving)) throw new AppError('last_admin')
}
