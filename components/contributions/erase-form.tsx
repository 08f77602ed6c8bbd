'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useAddressLocale } from '@/components/form/client-texts'
import { codeText, loadErrorTexts } from '@/components/form/error-texts'
import { Button, ButtonLink } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/input'
import { eraseMyselfAction } from '@/lib/contributions/actions'

/** One word to type, so that no slip of a finger does it; then at once. Needs the messages `contributions.erase`. */
export function EraseForm() {
  const t = useTranslations('contributions.erase')
  const locale = useAddressLocale()
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const word = t('word')
  const sure = typed.normalize('NFKC').trim().toLowerCase() === word.toLowerCase()

  function erase() {
    startTransition(async () => {
      const texts = await loadErrorTexts(locale)
      if (!sure) return setRefusal(texts.fields.sure)
      const result = await eraseMyselfAction({ sure: true }).catch(() => ({ ok: false, code: 'unavailable' }) as const)
      if (!result.ok) return setRefusal(codeText(texts, result.code))
      window.location.assign(`/${locale}/goodbye`)
    })
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        erase()
      }}
    >
      <Field id="sure" label={t('type', { word })} error={refusal}>
        <Input
          id="sure"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          className="max-w-48"
          aria-invalid={refusal ? true : undefined}
          aria-describedby={refusal ? 'sure-error' : undefined}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="danger" disabled={pending} aria-busy={pending || undefined}>
          {t('go')}
        </Button>
        <ButtonLink href="/me/data" variant="plain">
          {t('back')}
        </ButtonLink>
      </div>
      {refusal && (
        <span className="sr-only" role="alert">
          {refusal}
        </span>
      )}
    </form>
  )
}
