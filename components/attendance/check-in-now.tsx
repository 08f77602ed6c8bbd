'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { codeText, loadErrorTexts } from '@/components/form/error-texts'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Result } from '@/lib/action'
import { checkInByCodeAction } from '@/lib/attendance/actions'
import { CheckedInCard, type CheckedInValue } from './checked-in-card'

/** Checks in with a scan at once; by a POST, because opening an address must change nothing. */
export function CheckInNow({ activityId, kept, zone }: { activityId: string; kept: string; zone: string }) {
  const t = useTranslations('attendance.check_in')
  const locale = useLocale()
  const [done, setDone] = useState<CheckedInValue>()
  const [refusal, setRefusal] = useState<string>()
  const started = useRef(false)
  const go = useCallback(async () => {
    setRefusal(undefined)
    const result = await checkInByCodeAction({ activityId, kept }).catch((): Result<never> => ({ ok: false, code: 'unavailable' }))
    if (result.ok) setDone(result.value)
    else setRefusal(codeText(await loadErrorTexts(locale), result.code, result.values))
  }, [activityId, kept, locale])
  useEffect(() => {
    if (started.current) return
    started.current = true
    go()
  }, [go])
  if (done) return <CheckedInCard value={done} zone={zone} />
  if (!refusal) return <Notice>{t('working')}</Notice>
  return (
    <>
      <Notice tone="stop">{refusal}</Notice>
      <Button className="self-start" onClick={go}>
        {t('retry')}
      </Button>
    </>
  )
}
