'use client'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'

/** A button that posts to one of next-auth's addresses with its CSRF token, which is fetched on the click. */
export function AuthPost({
  action,
  callbackUrl,
  pendingLabel,
  children,
  ...look
}: { action: string; callbackUrl: string; pendingLabel?: string; children: ReactNode; className?: string } & ButtonLook) {
  const [pending, setPending] = useState(false)
  async function post(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    setPending(true)
    try {
      const answer = await fetch('/api/auth/csrf', { cache: 'no-store' })
      const { csrfToken } = (await answer.json()) as { csrfToken: string }
      const field = form.elements.namedItem('csrfToken')
      if (field instanceof HTMLInputElement) field.value = csrfToken
      // submit() sends no further submit event.
      form.submit()
    } catch {
      setPending(false)
    }
  }
  return (
    <form method="post" action={action} onSubmit={post}>
      <input type="hidden" name="csrfToken" />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Button type="submit" disabled={pending} {...look}>
        {pending ? (pendingLabel ?? children) : children}
      </Button>
    </form>
  )
}
