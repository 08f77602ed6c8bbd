import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { CheckInForm } from './check-in-form'
import { useCheckInWords } from './check-in-words'

/** Where six digits are typed, without knowing the activity; a visitor signs in first. */
export function CheckInTyped({ isSignedIn, path, zone }: { isSignedIn: boolean; path: string; zone: string }) {
  const t = useTranslations('attendance.check_in')
  const words = useCheckInWords()
  if (isSignedIn)
    return (
      <>
        <p>{t('lead')}</p>
        <CheckInForm zone={zone} words={words} />
      </>
    )
  return (
    <>
      <p>{t('sign_in_lead')}</p>
      <ButtonLink href={`/sign-in?returnTo=${encodeURIComponent(path)}`} variant="primary" className="self-start">
        {t('sign_in')}
      </ButtonLink>
    </>
  )
}
