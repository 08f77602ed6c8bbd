'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

/** How often the counts are fetched; a new code is fetched when its minute begins. */
const COUNTS_MS = 10_000

/** Counts down to the next code and fetches it; the counts in between. `silent` where no code is shown. */
export function WallRefresh({ secondsToNext, minute, silent }: { secondsToNext: number; minute: number; silent: boolean }) {
  const t = useTranslations('attendance.wall')
  const router = useRouter()
  const [left, setLeft] = useState(secondsToNext)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new minute starts the countdown again
  useEffect(() => {
    const ends = Date.now() + secondsToNext * 1000
    const second = setInterval(() => setLeft(Math.max(0, Math.ceil((ends - Date.now()) / 1000))), 1000)
    const next = setTimeout(() => router.refresh(), secondsToNext * 1000 + 150)
    return () => {
      clearInterval(second)
      clearTimeout(next)
    }
  }, [minute, secondsToNext, router])
  useEffect(() => {
    const counts = setInterval(() => router.refresh(), COUNTS_MS)
    return () => clearInterval(counts)
  }, [router])
  return silent ? null : <p aria-hidden="true">{t('next', { n: left })}</p>
}
