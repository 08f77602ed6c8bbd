'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Fetches the page again every second, as long as it is shown. */
export function AutoRefresh() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 1000)
    return () => clearInterval(timer)
  }, [router])
  return null
}
