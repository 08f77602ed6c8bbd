'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Notice } from '@/components/ui/notice'
import { changeCapacityAction } from '@/lib/rsvps/actions'
import { changeCapacitySchema } from '@/lib/rsvps/schema'

/** The number of places: raising it promotes, lowering it evicts nobody. Needs the messages `rsvps.people.capacity`. */
export function CapacityForm({ activityId, capacity }: { activityId: string; capacity: number | null }) {
  const t = useTranslations('rsvps.people.capacity')
  const [done, setDone] = useState<{ promoted: number; overBy: number }>()
  return (
    <Form
      schema={changeCapacitySchema}
      action={changeCapacityAction}
      defaultValues={{ activityId, capacity: capacity === null ? '' : String(capacity) }}
      onDone={setDone}
    >
      <TextField name="capacity" label={t('label')} hint={t('hint')} inputMode="numeric" className="max-w-xs" />
      <SubmitButton variant="quiet" className="self-start">
        {t('submit')}
      </SubmitButton>
      {done && (
        <Notice tone={done.overBy > 0 ? 'warn' : 'ok'}>
          {t('done')} {done.promoted > 0 && t('promoted', { n: done.promoted })} {done.overBy > 0 && t('over', { n: done.overBy })}
        </Notice>
      )}
    </Form>
  )
}
