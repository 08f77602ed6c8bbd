import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

/** Sent to every page: what forms and the error page say. */
const always = ['common.form', 'common.error']

type Tree = { [key: string]: Tree | string }

/**
 * Sends the named messages (`rsvps`, `rsvps.panel`) to the client components inside; nothing else reaches the browser.
 */
export async function ClientMessages({ of = [], children }: { of?: string[]; children: ReactNode }) {
  const all = (await getMessages()) as Tree
  const picked: Tree = {}
  for (const path of [...always, ...of]) copy(all, picked, path.split('.'))
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>
}

function copy(from: Tree, to: Tree, [key = '', ...rest]: string[]): void {
  const value = from[key]
  if (value === undefined) return
  if (rest.length === 0 || typeof value === 'string') {
    to[key] = value
    return
  }
  const inner = { ...(to[key] as Tree) }
  to[key] = inner
  copy(value, inner, rest)
}
