'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { findTakenHoursAction } from '@/lib/activities/actions'

type Plan = { spaceId?: string; startsAt?: string; activityId?: string }
type Taken = { of: string; hours: [string, string][]; bufferMinutes: number }

/** When the chosen space is taken on the chosen day, so that nobody asks for what she cannot have. */
export function TakenHours() {
  const t = useTranslations('activities.form')
  const { watch } = useFormContext<Plan>()
  const [spaceId, startsAt, activityId] = watch(['spaceId', 'startsAt', 'activityId'])
  const date = /^\d{4}-\d\d-\d\d/.exec(startsAt ?? '')?.[0]
  const asked = spaceId && date ? `${spaceId} ${date}` : null
  const [taken, setTaken] = useState<Taken | null>(null)
  useEffect(() => {
    if (!spaceId || !date || !asked) return
    let isCurrent = true
    findTakenHoursAction({ spaceId, date, activityId })
      .then((result) => isCurrent && result.ok && setTaken({ of: asked, ...result.value }))
      .catch(() => {})
    return () => {
      isCurrent = false
    }
  }, [spaceId, date, activityId, asked])
  const known = taken !== null && taken.of === asked ? taken : null
  const hours = known?.hours.map(([from, to]) => `${from}–${to}`).join(' · ')
  return (
    <p role="status" className={`small ${hours ? 'notice' : 'muted'}`}>
      {known && (hours ? t('taken', { hours }) : t('takenNone'))}
      {hours && known && known.bufferMinutes > 0 && ` ${t('takenBuffer', { n: known.bufferMinutes })}`}
    </p>
  )
}
