'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { claimRecordAction } from '@/lib/contributions/actions'
import { claimSchema } from '@/lib/contributions/schema'

type Claimed = { name: string; attendances: number; coming: number }

/** The code of a slip, and what came with it. Needs the messages `contributions.claim`. */
export function ClaimForm({ code }: { code: string }) {
  const t = useTranslations('contributions.claim')
  const [claimed, setClaimed] = useState<Claimed>()
  if (claimed)
    return (
      <div className="flex flex-col gap-4">
        <Notice tone="ok">
          {t('done', { name: claimed.name })} {t('doneCounts', { attendances: claimed.attendances, coming: claimed.coming })}
        </Notice>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/me/record" variant="primary">
            {t('record')}
          </ButtonLink>
          <ButtonLink href="/me">{t('activities')}</ButtonLink>
        </div>
      </div>
    )
  return (
    <Form schema={claimSchema} action={claimRecordAction} defaultValues={{ code }} onDone={setClaimed} refresh={false} label={t('title')}>
      <TextField
        name="code"
        label={t('code')}
        hint={t('hint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        required
      />
      <SubmitButton className="self-start">{t('go')}</SubmitButton>
    </Form>
  )
}
