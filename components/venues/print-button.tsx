'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** Prints one `part` of a page: what is marked with another `data-part` stays off the paper. Needs `venues.week`. */
export function PrintButton({ part }: { part: 'week' | 'day' }) {
  const t = useTranslations('venues.week')
  const print = () => {
    document.documentElement.dataset.print = part
    window.print()
    delete document.documentElement.dataset.print
  }
  return (
    <Button size="s" className="needs-script print:hidden" onClick={print}>
      {t(`print_${part}`)}
    </Button>
  )
}
