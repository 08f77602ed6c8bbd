'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { rsvpForAction } from '@/lib/rsvps/actions'
import { rsvpForSchema } from '@/lib/rsvps/schema'

type Done = { position: number | null; claimCode: string | null }

/** 代报名 for somebody without an account; the claim code is shown once. Needs the messages `rsvps.people.for`. */
export function RsvpForForm({ activityId, companionsAllowed }: { activityId: string; companionsAllowed: number }) {
  const t = useTranslations('rsvps.people.for')
  const [name, setName] = useState('')
  const [done, setDone] = useState<Done>()
  if (done)
    return (
      <div className="flex flex-col gap-4">
        <Notice tone="ok">{done.position === null ? t('done', { name }) : t('doneWaiting', { name, position: done.position })}</Notice>
        {done.claimCode && (
          <p>
            <span className="muted">{t('claim')}</span>
            <br />
            <b className="font-mono text-2xl tracking-widest" data-claim-code>
              {done.claimCode}
            </b>
            <br />
            <span className="muted">{t('claimHint')}</span>
          </p>
        )}
        <Button onClick={() => setDone(undefined)} className="self-start">
          {t('another')}
        </Button>
      </div>
    )
  return (
    <Form
      schema={rsvpForSchema}
      action={(input) => {
        setName(String(input.displayName ?? ''))
        return rsvpForAction(input)
      }}
      defaultValues={{ activityId, displayName: '', companions: '0' }}
      onDone={setDone}
    >
      <TextField name="displayName" label={t('name')} autoComplete="off" maxLength={60} />
      {companionsAllowed > 0 && (
        <SelectField
          name="companions"
          label={t('companions')}
          options={Array.from({ length: companionsAllowed + 1 }, (_, n) => ({ value: String(n), label: String(n) }))}
        />
      )}
      <SubmitButton className="self-start">{t('submit')}</SubmitButton>
    </Form>
  )
}
