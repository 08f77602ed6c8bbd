import { useTranslations } from 'next-intl'
import { LiveForm } from '@/components/form/live-form'
import { Button } from '@/components/ui/button'
import { Checkbox, Input, Select } from '@/components/ui/input'
import { type Locale, type LocalText, venueLevels } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import type { VenueFilter } from '@/lib/venues/schema'
import styles from './venues.module.css'

type Choice = { code: string; names: LocalText }
type Props = { filter: VenueFilter; districts: Choice[]; categories: Choice[]; locale: Locale }

/** What people most need to know before they come. */
const asked = ['step_free', 'hearing_loop', 'accessible_toilet', 'lift', 'parking', 'projector'] as const

/** The filters of the directory, each in the address; without JavaScript the form is sent. */
export function VenueFilters({ filter, districts, categories, locale }: Props) {
  const t = useTranslations('venues')
  const named = (choices: Choice[]) => choices.map((c) => ({ value: c.code, label: textIn(c.names, locale) }))
  return (
    <LiveForm className={styles.filters} label={t('filters.label')}>
      <Input
        type="search"
        name="q"
        defaultValue={filter.q}
        aria-label={t('filters.q')}
        placeholder={t('filters.q_hint')}
        maxLength={100}
        enterKeyHint="search"
      />
      <Select name="district" defaultValue={filter.district ?? ''} aria-label={t('filters.district')} options={named(districts)}>
        <option value="">{t('filters.all_districts')}</option>
      </Select>
      <Select name="category" defaultValue={filter.category ?? ''} aria-label={t('filters.category')} options={named(categories)}>
        <option value="">{t('filters.all_categories')}</option>
      </Select>
      <Select
        name="level"
        defaultValue={filter.level ?? ''}
        aria-label={t('filters.level')}
        options={venueLevels.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
      >
        <option value="">{t('filters.all_levels')}</option>
      </Select>
      <Button type="submit">{t('filters.submit')}</Button>
      {filter.view && <input type="hidden" name="view" value={filter.view} />}
      <fieldset>
        <legend>{t('filters.facilities')}</legend>
        {asked.map((facility) => (
          <Checkbox
            key={facility}
            name="facility"
            value={facility}
            label={t(`facilities.${facility}`)}
            defaultChecked={filter.facility.includes(facility)}
          />
        ))}
        <Checkbox name="open" value="1" label={t('filters.open')} defaultChecked={filter.open === '1'} />
      </fieldset>
    </LiveForm>
  )
}
