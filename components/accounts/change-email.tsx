'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { confirmEmailChangeAction, requestEmailChangeAction } from '@/lib/accounts/actions'
import { changeEmailSchema, confirmEmailSchema } from '@/lib/accounts/schema'

type Step = { at: 'rest' } | { at: 'asking' } | { at: 'code'; ticket: string; email: string } | { at: 'done'; email: string }

/** The address stays until a code sent to the new one is typed here. */
export function ChangeEmail({ email }: { email: string | null }) {
  const t = useTranslations('accounts.settings')
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const typed = useRef('')
  const stop = (
    <Button variant="plain" onClick={() => setStep({ at: 'rest' })}>
      {t('never')}
    </Button>
  )
  if (step.at === 'asking')
    return (
      <Form
        key="asking"
        schema={changeEmailSchema}
        action={(input) => {
          typed.current = String(input.email)
          return requestEmailChangeAction(input)
        }}
        defaultValues={{ email: '' }}
        onDone={({ ticket }) => setStep({ at: 'code', ticket, email: typed.current })}
        refresh={false}
        label={t('email')}
      >
        <TextField name="email" label={t('newEmail')} hint={t('newEmailHint')} type="email" autoComplete="email" required />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t('sendCode')}</SubmitButton>
          {stop}
        </div>
      </Form>
    )
  if (step.at === 'code')
    return (
      <Form
        key="code"
        schema={confirmEmailSchema}
        action={confirmEmailChangeAction}
        defaultValues={{ ticket: step.ticket, code: '' }}
        onDone={() => setStep({ at: 'done', email: step.email })}
        label={t('email')}
      >
        <p>{t('codeSent', { email: step.email })}</p>
        <TextField name="code" label={t('code')} inputMode="numeric" autoComplete="one-time-code" maxLength={60} autoFocus required />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t('useEmail')}</SubmitButton>
          {stop}
        </div>
      </Form>
    )
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 flex-[1_1_16rem] break-words">
        <b>{step.at === 'done' ? step.email : (email ?? t('noEmail'))}</b>
      </p>
      {step.at === 'done' && <Notice tone="ok">{t('emailChanged')}</Notice>}
      <Button onClick={() => setStep({ at: 'asking' })}>{t('changeEmail')}</Button>
    </div>
  )
}
