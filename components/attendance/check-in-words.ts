import { useTranslations } from 'next-intl'
import { checkInSources } from '@/db/vocabulary'

/** What the check-in says in the browser, as plain words: a public page loads no message formatter for it. */
export function useCheckInWords() {
  const t = useTranslations('attendance')
  return {
    digits: t('check_in.digits'),
    submit: t('check_in.submit'),
    working: t('check_in.working'),
    retry: t('check_in.retry'),
    record: t('check_in.record'),
    done: t.raw('check_in.done') as string,
    already: t.raw('check_in.already') as string,
    how: t.raw('check_in.how') as string,
    sources: Object.fromEntries(checkInSources.map((source) => [source, t(`source.${source}`)])) as Record<string, string>,
  }
}
export type CheckInWords = ReturnType<typeof useCheckInWords>
