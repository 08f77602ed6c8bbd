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
