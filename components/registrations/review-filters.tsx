import { useTranslations } from 'next-intl'
import { LiveForm } from '@/components/form/live-form'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/input'
import { type ReviewFilter, reviewKinds, reviewStates } from '@/lib/registrations/schema'

type Props = { filter: ReviewFilter; districts: { value: string; label: string }[] }

/** What the queue shows, each choice in the address. */
export function ReviewFilters({ filter, districts }: Props) {
  const t = useTranslations('registrations.reviews')
  return (
    <LiveForm label={t('filter')}>
      <Select
        name="state"
        defaultValue={filter.state ?? 'waiting'}
        aria-label={t('state')}
        options={reviewStates.map((value) => ({ value, label: t(`states.${value}`) }))}
      />
      <Select
        name="kind"
        defaultValue={filter.kind ?? ''}
        aria-label={t('kind')}
        options={reviewKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      >
        <option value="">{t('all_kinds')}</option>
      </Select>
      {districts.length > 1 && (
        <Select name="district" defaultValue={filter.district ?? ''} aria-label={t('district')} options={districts}>
          <option value="">{t('all_districts')}</option>
        </Select>
      )}
      <Button type="submit">{t('show')}</Button>
    </LiveForm>
  )
}
