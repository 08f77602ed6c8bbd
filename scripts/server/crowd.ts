import { inject } from 'vitest'
import { findThings, type Who } from '@/e2e/access'

/** The city's people, each with a session of their own, as what a request needs to be theirs. */
export class Crowd {
  readonly address = inject('city').address
  private readonly cookies = new Map<Who, string>()

  /** Signs somebody in, again where she was. */
  async signIn(who: Who): Promise<void> {
    if (who === 'visitor') return
    const answer = await fetch(`${this.address}/api/auth/persona`, {
      method: 'POST',
      body: new URLSearchParams({ key: who, locale: 'en' }),
      redirect: 'manual',
    })
    const cookie = answer.headers.getSetCookie().find((one) => one.includes('session-token'))
    if (!cookie) throw new Error(`${who} cannot sign in: ${answer.status}`)
    this.cookies.set(who, cookie.split(';')[0] ?? '')
  }

  /** What this person's request for a path is answered; redirects are not followed. */
  async ask(who: Who, path: string, init: RequestInit = {}): Promise<Response> {
    if (!this.cookies.has(who)) await this.signIn(who)
    const cookie = this.cookies.get(who)
    return fetch(`${this.address}${path}`, { redirect: 'manual', ...init, headers: { ...init.headers, ...(cookie ? { cookie } : {}) } })
  }

  things() {
    return findThings(async (who, route) => (await this.ask(who, `/en${route}`)).text())
  }
}
