import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What sessions and fields are protected with. Outside a development server a missing secret stops what needs it. */
export function authSecret(): string {
  const secret = process.env.NEXTAUTH_SECRET || process.env.AUTH_SECRET
  if (!secret && process.env.NODE_ENV === 'production') throw new Error('NEXTAUTH_SECRET is not set')
  return secret || 'development only'
}

/** A key of 32 bytes for one use, from `HUI_FIELD_KEY` where it is set, else from the sessions' secret. */
const keyFor = (use: 'seal' | 'look up'): Buffer =>
  Buffer.from(hkdfSync('sha256', process.env.HUI_FIELD_KEY || authSecret(), 'hui fields v1', use, 32))

/** Encrypts a field (AES-256-GCM, a fresh nonce each time): what is stored tells neither the text nor whether two are alike. */
export function sealField(text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor('seal'), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** The text of a sealed field; null when it was changed, or sealed with another key. */
export function openField(sealed: string | null): string | null {
  const [version, body] = sealed?.split('.') ?? []
  if (version !== 'v1' || !body) return null
  const bytes = Buffer.from(body, 'base64url')
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', keyFor('seal'), bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** A keyed fingerprint by which an equal field is found; without the key it cannot be guessed from a list of numbers. */
export const fieldHash = (text: string): string => createHmac('sha256', keyFor('look up')).update(text).digest('hex')
