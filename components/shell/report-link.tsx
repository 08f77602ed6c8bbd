import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'

/** 举报: quiet, at the foot of every public text. */
export function ReportLink({ noun, id }: { noun: 'group' | 'venue' | 'activity' | 'recap'; id: string }) {
  const t = useTranslations('reports')
  return (
    <p className="mt-4">
      <Link href={`/report/${noun}/${id}`} className="small muted inline-block py-1 underline" rel="nofollow" prefetch={false}>
        {t('link')}
      </Link>
    </p>
  )
}
