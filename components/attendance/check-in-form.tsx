'use client'

import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/input'
import type { CheckInWords } from './check-in-words'
import { CheckedInCard } from './checked-in-card'
import styles from './door.module.css'
import { useCheckIn } from './use-check-in'

/** Six digits typed from the wall; the action checks them. */
export function CheckInForm({ activityId, zone, words }: { activityId?: string; zone: string; words: CheckInWords }) {
  const { done, refusal, isBusy, run } = useCheckIn()
  if (done) return <CheckedInCard value={done} zone={zone} words={words} />
  return (
    <form
      className="flex flex-col gap-5"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        run({ digits: String(new FormData(e.currentTarget).get('digits') ?? ''), activityId })
      }}
    >
      <div aria-live="polite">
        <Field id="digits" label={words.digits} error={refusal} className={styles.typed}>
          <Input
            id="digits"
            name="digits"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            placeholder="000000"
            aria-invalid={refusal ? true : undefined}
            aria-describedby={refusal ? 'digits-error' : undefined}
          />
        </Field>
      </div>
      <Button type="submit" variant="primary" size="l" className="self-start" disabled={isBusy} aria-busy={isBusy || undefined}>
        {isBusy ? words.working : words.submit}
      </Button>
    </form>
  )
}
