'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { withoutEmpty } from '@/components/form/form'
import { saveDraftAction } from '@/lib/registrations/actions'

const PAUSE_MS = 1200

/** Keeps the form a moment after the last key, and says when it did; a failed try is said and made again with the next key. */
export function Autosave({ registrationId }: { registrationId: string }) {
  const t = useTranslations('registrations.form')
  const { subscribe } = useFormContext()
  const [state, setState] = useState<{ at: string | null; failed: boolean }>({ at: null, failed: false })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const stop = subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        clearTimeout(timer.current)
        timer.current = setTimeout(async () => {
          const draft = withoutEmpty(JSON.parse(JSON.stringify(values))) as Record<string, unknown>
          const result = await saveDraftAction({ registrationId, draft }).catch(() => null)
          setState((before) => (result?.ok ? { at: clock(new Date(result.value.savedAt)), failed: false } : { ...before, failed: true }))
        }, PAUSE_MS)
      },
    })
    return () => {
      clearTimeout(timer.current)
      stop()
    }
  }, [registrationId, subscribe])
  return (
    <p className="small muted" role="status" data-testid="saved">
      {state.failed ? t('not_saved') : state.at ? t('saved', { time: state.at }) : t('will_save')}
    </p>
  )
}

/** The reader's own clock. */
const clock = (at: Date) => `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
