'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { TextField } from '@/components/form/fields'
import { isZone } from '@/lib/time/zones'

const deviceZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The reporting zone, found by typing; the device's own is proposed, and the hour it is there is shown. */
export function ZoneField({ propose = false }: { propose?: boolean }) {
  const t = useTranslations('network.fields')
  const { watch, setValue, getFieldState } = useFormContext()
  const list = useId()
  const typed = String(watch('zone') ?? '').trim()
  const [client, setClient] = useState<{ zones: string[]; own: string; now: Date } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page is there
  useEffect(() => {
    const own = deviceZone()
    setClient({ zones: [...new Set([own, ...Intl.supportedValuesOf('timeZone')])], own, now: new Date() })
    if (propose && own !== 'UTC' && !getFieldState('zone').isDirty) setValue('zone', own)
  }, [])
  const clock =
    client && typed && isZone(typed)
      ? new Intl.DateTimeFormat('en-GB', { timeZone: typed, hour: '2-digit', minute: '2-digit' }).format(client.now)
      : null
  return (
    <div className="flex flex-col gap-2">
      <TextField name="zone" label={t('zone')} hint={t('zoneHint')} list={list} autoComplete="off" spellCheck={false} required />
      <datalist id={list}>
        {client?.zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <p className="small muted" aria-live="polite">
        {clock && t('zoneNow', { time: clock })}
        {client && typed !== client.own && (
          <button
            type="button"
            className="link ml-2 min-h-6"
            onClick={() => setValue('zone', client.own, { shouldDirty: true, shouldValidate: true })}
          >
            {t('zoneOwn', { zone: client.own })}
          </button>
        )}
      </p>
    </div>
  )
}
