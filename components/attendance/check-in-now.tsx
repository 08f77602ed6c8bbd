'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { CheckInWords } from './check-in-words'
import { CheckedInCard } from './checked-in-card'
import { useCheckIn } from './use-check-in'

/** Checks in with a scan at once; by a POST, because opening an address must change nothing. */
export function CheckInNow({ activityId, kept, zone, words }: { activityId: string; kept: string; zone: string; words: CheckInWords }) {
  const { done, refusal, run } = useCheckIn()
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    run({ activityId, kept })
  }, [activityId, kept, run])
  if (done) return <CheckedInCard value={done} zone={zone} words={words} />
  if (!refusal) return <Notice>{words.working}</Notice>
  return (
    <>
      <Notice tone="stop">{refusal}</Notice>
      <Button className="self-start" onClick={() => run({ activityId, kept })}>
        {words.retry}
      </Button>
    </>
  )
}
