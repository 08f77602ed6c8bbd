import { useTranslations } from 'next-intl'
import { LiveForm } from '@/components/form/live-form'
import { Button } from '@/components/ui/button'
import { Input, Select } from '@/components/ui/input'
import { activityLanguages, type Locale, type LocalText } from '@/db/vocabulary'
import { type ActivityFilter, filterHref, whenWords } from '@/lib/activities/schema'
import { textIn } from '@/lib/i18n/text'
import { formatDay } from '@/lib/time/format'
import styles from './activity-filters.module.css'

type Choice = { code: string; names: LocalText }
type Props = { filter: ActivityFilter; kinds: Choice[]; districts: Choice[]; locale: Locale }

/** The filters of the list; each is in the address, chips are links, and without JavaScript the form is sent. */
export function ActivityFilters({ filter, kinds, districts, locale }: Props) {
  const t = useTranslations('activities.filters')
  const named = (choices: Choice[]) => choices.map((choice) => ({ value: choice.code, label: textIn(choice.names, locale) }))
  const languages = activityLanguages.filter((language) => language !== 'other')
  const words = useTranslations('activities.languages')
  return (
    <div className={styles.filters}>
      <LiveForm label={t('label')}>
        <Input
          type="search"
          name="q"
          defaultValue={filter.q}
          aria-label={t('q')}
          placeholder={t('qHint')}
          maxLength={100}
          enterKeyHint="search"
        />
        <Select name="district" defaultValue={filter.district ?? ''} aria-label={t('district')} options={named(districts)}>
          <option value="">{t('allDistricts')}</option>
          <option value="ONLINE">{t('online')}</option>
        </Select>
        <Select name="kind" defaultValue={filter.kind ?? ''} aria-label={t('kind')} options={named(kinds)}>
          <option value="">{t('allKinds')}</option>
        </Select>
        <Select
          name="language"
          defaultValue={filter.language ?? ''}
          aria-label={t('language')}
          options={languages.map((language) => ({ value: language, label: words(language) }))}
        >
          <option value="">{t('allLanguages')}</option>
        </Select>
        {(['when', 'from', 'to', 'part', 'group', 'venue', 'campaign', 'places', 'past', 'view'] as const).map(
          (key) => filter[key] && <input key={key} type="hidden" name={key} value={filter[key] === true ? '1' : String(filter[key])} />,
        )}
        <Button type="submit">{t('submit')}</Button>
      </LiveForm>
      <Chips filter={filter} locale={locale} />
    </div>
  )
}

function Chips({ filter, locale }: Pick<Props, 'filter' | 'locale'>) {
  const t = useTranslations('activities.filters')
  const base = { ...filter, cursor: undefined }
  const isCalendar = filter.view === 'calendar'
  const chip = (label: string, on: boolean, next: Partial<ActivityFilter>) => (
    <li key={label}>
      <a href={`/${locale}/activities${filterHref({ ...base, ...next })}`} aria-current={on ? 'true' : undefined}>
        {label}
      </a>
    </li>
  )
  const day = (date: string) => formatDay(date, locale)
  const dates = filter.from
    ? filter.to
      ? t('between', { from: day(filter.from), to: day(filter.to) })
      : t('since', { from: day(filter.from) })
    : filter.to && t('until', { to: day(filter.to) })
  const anyDates = { when: undefined, from: undefined, to: undefined }
  return (
    <ul className={styles.chips}>
      {!isCalendar &&
        whenWords.map((when) =>
          chip(t(`whens.${when}`), filter.when === when, { ...anyDates, past: undefined, when: filter.when === when ? undefined : when }),
        )}
      {(['evening', 'weekend'] as const).map((part) =>
        chip(t(`parts.${part}`), filter.part === part, { part: filter.part === part ? undefined : part }),
      )}
      {chip(t('places'), Boolean(filter.places), { places: filter.places ? undefined : true })}
      {!isCalendar && chip(t('past'), Boolean(filter.past), { ...anyDates, places: undefined, past: filter.past ? undefined : true })}
      {dates && chip(`${dates} ✕`, true, anyDates)}
      {filter.group && chip(`${t('group')} ✕`, true, { group: undefined })}
      {filter.venue && chip(`${t('venue')} ✕`, true, { venue: undefined })}
      {filter.campaign && chip(`${t('campaign')} ✕`, true, { campaign: undefined })}
      {Object.entries({ ...base, view: undefined }).some(([, value]) => value) && (
        <li>
          <a className={styles.clear} href={`/${locale}/activities${filterHref({ view: filter.view })}`}>
            {t('clear')}
          </a>
        </li>
      )}
    </ul>
  )
}
