'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useAddressLocale } from '@/components/form/client-texts'
import { codeText, loadErrorTexts } from '@/components/form/error-texts'
import { Checkbox } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { muteNoticesAction } from '@/lib/accounts/actions'
import { type MutedTopics, mutableTopics } from '@/lib/accounts/schema'

type Topic = MutedTopics['muted'][number]

/** A switch for each sort of mail; each press is saved at once. */
export function MailChoices({ muted }: { muted: Topic[] }) {
  const t = useTranslations('accounts.settings')
  const locale = useAddressLocale()
  const [off, setOff] = useState<Topic[]>(muted)
  const [outcome, setOutcome] = useState<{ tone: 'ok' | 'stop'; text: string }>()
  const [pending, startTransition] = useTransition()

  function choose(topic: Topic, wanted: boolean) {
    const next = wanted ? off.filter((one) => one !== topic) : [...off, topic]
    setOff(next)
    startTransition(async () => {
      const result = await muteNoticesAction({ muted: next }).catch(() => ({ ok: false, code: 'unavailable' }) as const)
      if (result.ok) return setOutcome({ tone: 'ok', text: t('saved') })
      setOff(off)
      setOutcome({ tone: 'stop', text: codeText(await loadErrorTexts(locale), result.code) })
    })
  }

  return (
    <fieldset className="flex flex-col gap-3" aria-busy={pending || undefined}>
      <legend className="mb-2">{t('mailsLead')}</legend>
      {mutableTopics.map((topic) => (
        <Checkbox
          key={topic}
          label={t(`topics.${topic}`)}
          checked={!off.includes(topic)}
          onChange={(event) => choose(topic, event.target.checked)}
        />
      ))}
      <Checkbox label={t('topics.always')} hint={t('topics.alwaysHint')} checked disabled readOnly />
      {outcome && <Notice tone={outcome.tone}>{outcome.text}</Notice>}
    </fieldset>
  )
}
