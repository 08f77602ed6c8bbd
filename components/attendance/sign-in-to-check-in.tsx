import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { formatTime } from '@/lib/time/format'

/** For a visitor: the sign-in, with the scan and its time kept in the way back. */
export function SignInToCheckIn({ path, kept, keptAt, zone }: { path: string; kept: string | null; keptAt: Date | null; zone: string }) {
  const t = useTranslations('attendance.check_in')
  const returnTo = kept ? `${path}?s=${encodeURIComponent(kept)}` : path
  return (
    <>
      {keptAt ? <p>{t('sign_in_kept', { time: formatTime(keptAt, zone) })}</p> : <Notice tone="warn">{t('expired')}</Notice>}
      <ButtonLink href={`/sign-in?returnTo=${encodeURIComponent(returnTo)}`} variant="primary" size="l" className="self-start">
        {t('sign_in')}
      </ButtonLink>
    </>
  )
}
