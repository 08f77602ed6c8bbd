'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { rsvpForAction, rsvpForParentAction } from '@/lib/rsvps/actions'
import { rsvpForParentSchema, rsvpForSchema } from '@/lib/rsvps/schema'
import { ClaimSlip } from './claim-slip'

type Done = { position: number | null; claimCode: string | null }

/**
 * 代报名 for somebody without an account, by an officer or (`parent`) by a member; the claim code is shown once. Needs
 * the messages `rsvps.people.for` and `rsvps.slip`.
 */
export function RsvpForForm({
  activityId,
  title,
  companionsAllowed = 0,
  parent = false,
}: {
  activityId: string
  title: string
  companionsAllowed?: number
  parent?: boolean
}) {
  const t = useTranslations('rsvps.people.for')
  const [name, setName] = useState('')
  const [done, setDone] = useState<Done>()
  if (done)
    return (
      <div className="flex flex-col gap-4">
        <Notice tone="ok">{done.position === null ? t('done', { name }) : t('doneWaiting', { name, position: done.position })}</Notice>
        {done.claimCode ? <ClaimSlip name={name} code={done.claimCode} where={title} /> : <p className="muted">{t('known')}</p>}
        <Button onClick={() => setDone(undefined)} className="self-start">
          {t('another')}
        </Button>
      </div>
    )
  const fields = (
    <>
      <TextField name="displayName" label={t('name')} autoComplete="off" maxLength={60} />
      <TextField name="phone" label={t('phone')} hint={t('phoneHint')} optional type="tel" autoComplete="off" maxLength={40} />
      {companionsAllowed > 0 && (
        <SelectField
          name="companions"
          label={t('companions')}
          options={Array.from({ length: companionsAllowed + 1 }, (_, n) => ({ value: String(n), label: String(n) }))}
        />
      )}
      <SubmitButton className="self-start">{t('submit')}</SubmitButton>
    </>
  )
  const remember = <I extends { displayName?: unknown }, R>(input: I, action: (input: I) => R): R => {
    setName(String(input.displayName ?? ''))
    return action(input)
  }
  const start = { activityId, displayName: '', phone: '' }
  return parent ? (
    <Form
      schema={rsvpForParentSchema}
      action={(input) => remember(input, rsvpForParentAction)}
      defaultValues={start}
      onDone={setDone}
      label={t('title')}
    >
      {fields}
    </Form>
  ) : (
    <Form
      schema={rsvpForSchema}
      action={(input) => remember(input, rsvpForAction)}
      defaultValues={{ ...start, companions: '0' }}
      onDone={setDone}
      label={t('title')}
    >
      {fields}
    </Form>
  )
}
