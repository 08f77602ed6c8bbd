import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'

/** The way home: the network's seal and Hui's name. */
export function Brand({ seal, locale, label }: { seal: string; locale: Locale; label: string }) {
  return (
    <Link href="/" className="brand" aria-label={label}>
      <span className="seal seal-30 seal-1 seal-brand" aria-hidden="true">
        {seal}
      </span>
      {locale === 'en' ? (
        <span>Hui</span>
      ) : (
        <span>
          荟 <span className="font-normal text-ink-2">Hui</span>
        </span>
      )}
    </Link>
  )
}
