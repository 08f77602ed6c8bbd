'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Subscribe } from '@/components/activities/subscribe'
import { ActionButton } from '@/components/form/action-button'
import { Disclosure } from '@/components/ui/disclosure'
import type { Locale } from '@/db/vocabulary'
import { closeFeedAction, openFeedAction } from '@/lib/rsvps/actions'

/** The secret address under which a calendar program reads what I am going to: made, told once, renewed, closed. `since`: open since, in words. */
export function MyFeed({ since, locale }: { since: string | null; locale: Locale }) {
  const t = useTranslations('rsvps.feed')
  const [token, setToken] = useState<string>()
  const words = { subscribe: t('webcal'), copy: t('copy'), copied: t('copied'), failed: t('failed'), address: t('address') }
  return (
    <Disclosure summary={t('title')} className="max-w-[40rem]">
      <div className="flex flex-col gap-3">
        <p className="text-ink-2">{t('lead')}</p>
        {token && (
          <div className="card p-2">
            <p className="px-3 py-1">{t('once')}</p>
            <Subscribe path={`/api/v1/feeds/${token}.ics?locale=${locale}`} words={words} />
          </div>
        )}
        {since && !token && <p>{t('open', { since })}</p>}
        <div className="flex flex-wrap gap-3">
          <ActionButton
            action={openFeedAction}
            input={{}}
            label={t(since || token ? 'renew' : 'make')}
            confirm={since || token ? t('renewConfirm') : undefined}
            onDone={(made) => setToken(made.token)}
            variant={since || token ? 'quiet' : 'primary'}
          />
          {(since || token) && (
            <ActionButton
              action={closeFeedAction}
              input={{}}
              label={t('close')}
              confirm={t('closeConfirm')}
              onDone={() => setToken(undefined)}
              variant="danger"
            />
          )}
        </div>
      </div>
    </Disclosure>
  )
}
