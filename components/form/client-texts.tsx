'use client'

import { useParams } from 'next/navigation'
import { createContext, type ReactNode, useContext } from 'react'
import type { Locale } from '@/db/vocabulary'

/** `common.form` and `common.error`: plain words without arguments, so that no page loads a message formatter for them. */
export type ClientWords = { form: Record<string, string>; error: Record<string, string> }

const Words = createContext<ClientWords>({ form: {}, error: {} })

export function ClientTexts({ words, children }: { words: ClientWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>
}

/** The word behind a key of `common.form`, or of `common.error`. */
export function useWords(part: keyof ClientWords = 'form'): (key: string) => string {
  const words = useContext(Words)[part]
  return (key) => words[key] ?? key
}

/** The locale of the address. */
export const useAddressLocale = (): Locale => (useParams().locale === 'en' ? 'en' : 'zh-CN')
