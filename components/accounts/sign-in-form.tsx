'use client'
import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { describedBy, Field, Input } from '@/components/ui/input'
import { confirmCodeAction, type FormState, renameMyselfAction, requestSignInAction } from '@/lib/accounts/actions'

const actions = { email: requestSignInAction, code: confirmCodeAction, displayName: renameMyselfAction }
type Words = { label: string; hint: string; submit: string; pending: string; problems: Record<string, string> }

/** One field and a button: an e-mail, a code or a name. Works without JavaScript; what was typed stays after a refusal. */
export function SignInForm({
  field,
  words,
  hidden,
  initial = '',
}: {
  field: keyof typeof actions
  words: Words
  hidden: Record<string, string>
  initial?: string
}) {
  const [state, submit, pending] = useActionState<FormState, FormData>(actions[field], null)
  const error = state && (words.problems[state.code] ?? words.problems.other)
  const kinds = {
    email: { type: 'email', autoComplete: 'email', inputMode: 'email', maxLength: 254 },
    code: {
      type: 'text',
      autoComplete: 'one-time-code',
      inputMode: 'numeric',
      maxLength: 60,
      className: 'text-2xl tracking-[0.3em] font-serif',
    },
    displayName: { type: 'text', autoComplete: 'nickname', maxLength: 60 },
  } as const
  return (
    <form action={submit} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field id={field} label={words.label} hint={words.hint} error={error}>
        <Input
          key={state?.typed}
          id={field}
          name={field}
          required
          {...kinds[field]}
          defaultValue={state?.typed ?? initial}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(field, words.hint, error)}
          autoFocus={field === 'code'}
        />
      </Field>
      <Button type="submit" variant="primary" size="l" disabled={pending}>
        {pending ? words.pending : words.submit}
      </Button>
      <span role="status" className="sr-only">
        {error}
      </span>
    </form>
  )
}
