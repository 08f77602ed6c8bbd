import { cookies } from 'next/headers'
import { sessionCookieName } from './session'

export const isSecure = (): boolean => Boolean(process.env.NEXTAUTH_URL?.startsWith('https://'))

/** Gives the browser next-auth's session cookie. */
export async function setSessionCookie({ token, expires }: { token: string; expires: Date }): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookieName(), token, { httpOnly: true, sameSite: 'lax', secure: isSecure(), path: '/', expires })
}
