'use client'
import { ActionButton } from '@/components/form/action-button'
import { readMyNoticesAction } from '@/lib/accounts/actions'

/** Marks every notice as read; the bell follows. */
export function ReadAll({ label }: { label: string }) {
  return <ActionButton action={readMyNoticesAction} input={{}} label={label} size="s" />
}
