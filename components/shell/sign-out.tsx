'use client'

import { useState } from 'react'

/** Ends the session: the token next-auth asks for, then the post. */
export function SignOut({ label }: { label: string }) {
  const [pending, setPending] = useState(false)
  async function signOut() {
    setPending(true)
    const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
    await fetch('/api/auth/signout', { method: 'POST', body: new URLSearchParams({ csrfToken, json: 'true' }) })
    window.location.assign('/')
  }
  return (
    <button type="button" className="menu-item" onClick={signOut} disabled={pending}>
      {label}
    </button>
  )
}
