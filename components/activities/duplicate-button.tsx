'use client'

import { useRouter } from 'next/navigation'
import { ActionButton } from '@/components/form/action-button'
import type { Locale } from '@/db/vocabulary'
import { duplicateActivityAction } from '@/lib/activities/actions'

/** Holds it again: a new draft, whose workspace opens. */
export function DuplicateButton({
  activityId,
  label,
  confirm,
  locale,
}: {
  activityId: string
  label: string
  confirm: string
  locale: Locale
}) {
  const router = useRouter()
  return (
    <ActionButton
      action={duplicateActivityAction}
      input={{ activityId }}
      label={label}
      confirm={confirm}
      onDone={({ id }) => router.push(`/${locale}/organize/activities/${id}`)}
    />
  )
}
