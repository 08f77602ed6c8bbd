'use client'

import { useCallback, useState } from 'react'
import { useAddressLocale } from '@/components/form/client-texts'
import { codeText, fieldTexts, loadErrorTexts } from '@/components/form/error-texts'
import type { Result } from '@/lib/action'
import { checkInByCodeAction } from '@/lib/attendance/actions'
import type { CheckedInValue } from './checked-in-card'

/** Runs the check-in and says what came of it: done, or a refusal in words. */
export function useCheckIn() {
  const locale = useAddressLocale()
  const [done, setDone] = useState<CheckedInValue>()
  const [refusal, setRefusal] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const run = useCallback(
    async (input: Parameters<typeof checkInByCodeAction>[0]) => {
      setBusy(true)
      setRefusal(undefined)
      const result = await checkInByCodeAction(input).catch((): Result<never> => ({ ok: false, code: 'unavailable' }))
      setBusy(false)
      if (result.ok) return setDone(result.value)
      const texts = await loadErrorTexts(locale)
      const field = result.code === 'invalid_input' ? fieldTexts(texts, { digits: 'six_digits' }).digits : undefined
      setRefusal(field ?? codeText(texts, result.code, result.values))
    },
    [locale],
  )
  return { done, refusal, isBusy, run }
}
