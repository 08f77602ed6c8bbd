'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { checkInByCodeAction } from '@/lib/attendance/actions'
import { typedCodeSchema } from '@/lib/attendance/schema'
import { CheckedInCard, type CheckedInValue } from './checked-in-card'
import styles from './door.module.css'

/** Six digits typed from the wall. */
export function CheckInForm({ activityId, zone }: { activityId?: string; zone: string }) {
  const t = useTranslations('attendance.check_in')
  const [done, setDone] = useState<CheckedInValue>()
  if (done) return <CheckedInCard value={done} zone={zone} />
  return (
    <Form schema={typedCodeSchema} action={checkInByCodeAction} defaultValues={{ digits: '', activityId }} onDone={setDone} refresh={false}>
      <TextField
        name="digits"
        label={t('digits')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        className={styles.typed}
        placeholder="000000"
      />
      <SubmitButton size="l" className="self-start">
        {t('submit')}
      </SubmitButton>
    </Form>
  )
}
