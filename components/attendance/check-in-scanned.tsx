import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { getCheckIn } from '@/lib/attendance/queries/wall'
import { CheckInForm } from './check-in-form'
import { CheckInNow } from './check-in-now'
import { useCheckInWords } from './check-in-words'
import { CheckedInCard } from './checked-in-card'
import { SignInToCheckIn } from './sign-in-to-check-in'

type Props = { checkIn: Awaited<ReturnType<typeof getCheckIn>>; isSignedIn: boolean; path: string }

/** What a scanned code leads to: already in, sign in first, checked in now, or the six digits where the code has expired. */
export function CheckInScanned({ checkIn, isSignedIn, path }: Props) {
  const t = useTranslations('attendance.check_in')
  const words = useCheckInWords()
  const { activity, mine, kept, keptAt, zone } = checkIn
  if (mine) return <CheckedInCard value={{ ...mine, verdict: 'already_in' }} zone={zone} words={words} />
  if (!isSignedIn) return <SignInToCheckIn path={path} kept={kept} keptAt={keptAt} zone={zone} />
  if (kept) return <CheckInNow activityId={activity.id} kept={kept} zone={zone} words={words} />
  return (
    <>
      <Notice tone="warn">{t('expired')}</Notice>
      <CheckInForm activityId={activity.id} zone={zone} words={words} />
    </>
  )
}
