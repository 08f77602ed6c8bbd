import type { Locale } from '@/db/vocabulary'

export const messageDomains = [
  'common',
  'accounts',
  'groups',
  'venues',
  'registrations',
  'campaigns',
  'activities',
  'rsvps',
  'attendance',
  'contributions',
  'notices',
  'history',
  'reports',
  'statistics',
  'network',
  'imports',
  'errors',
] as const
export type MessageDomain = (typeof messageDomains)[number]

const loaded = new Map<Locale, Promise<Record<string, unknown>>>()

/** All messages of a locale, by domain: `messages/<locale>/<domain>.json`. */
export function messagesFor(locale: Locale): Promise<Record<string, unknown>> {
  let messages = loaded.get(locale)
  if (!messages) {
    messages = Promise.all(
      messageDomains.map(async (domain) => [domain, (await import(`./messages/${locale}/${domain}.json`)).default] as const),
    ).then(Object.fromEntries)
    loaded.set(locale, messages)
  }
  return messages
}
