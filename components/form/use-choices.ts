'use client'

import { useEffect, useRef, useState } from 'react'
import type { Result } from '@/lib/action'

const PAUSE_MS = 250

/** What is found for what is typed, a moment after the last key; the answer to an older question is dropped. */
export function useChoices<T>(find: (input: { q: string }) => Promise<Result<T[]>>) {
  const [found, setFound] = useState<T[] | null>(null)
  const asked = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const search = (q: string) => {
    clearTimeout(timer.current)
    const mine = ++asked.current
    if (!q.trim()) return setFound(null)
    timer.current = setTimeout(async () => {
      const result = await find({ q }).catch(() => null)
      if (mine === asked.current && result?.ok) setFound(result.value)
    }, PAUSE_MS)
  }
  const clear = () => {
    asked.current++
    setFound(null)
  }
  return { found, search, clear }
}
