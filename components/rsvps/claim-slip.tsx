'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import styles from './claim-slip.module.css'

/** The claim code to hand over: shown once, printable as a slip. Needs the messages `rsvps.slip`. */
export function ClaimSlip({ name, code, where }: { name: string; code: string; where: string }) {
  const t = useTranslations('rsvps.slip')
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`
  return (
    <div className="flex flex-col gap-3">
      <div className={styles.slip} data-slip>
        <p>
          {name} · {where}
        </p>
        <p className={styles.code} data-claim-code>
          <span className="sr-only">{t('code')} </span>
          {spaced}
        </p>
        <p className="small">{t('how')}</p>
      </div>
      <p className="small muted">{t('once')}</p>
      <Button className="self-start" onClick={() => window.print()}>
        {t('print')}
      </Button>
    </div>
  )
}
