import { ActionButton } from '@/components/form/action-button'
import { giveConsentAction, withdrawConsentAction } from '@/lib/accounts/actions'
import type { ConsentPurpose } from '@/lib/accounts/schema'

/** One press to agree; to withdraw it asks once. */
export function ConsentChoice({
  purpose,
  given,
  words,
}: {
  purpose: ConsentPurpose
  given: boolean
  words: { agree: string; withdraw: string; ask: string }
}) {
  return given ? (
    <ActionButton action={withdrawConsentAction} input={{ purpose }} label={words.withdraw} confirm={words.ask} size="s" />
  ) : (
    <ActionButton action={giveConsentAction} input={{ purpose }} label={words.agree} variant="primary" size="s" />
  )
}
