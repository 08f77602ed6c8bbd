'use client'

import { useWords } from '@/components/form/client-texts'
import { Button, ButtonLink } from '@/components/ui/button'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useWords('error')
  return (
    <div className="wrap page" role="alert">
      <h1>{t('title')}</h1>
      <p className="measure mt-3 text-ink-2">{t('body')}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button variant="primary" onClick={reset}>
          {t('retry')}
        </Button>
        <ButtonLink href="/">{t('home')}</ButtonLink>
      </div>
    </div>
  )
}
