import { useTranslations } from 'next-intl'
import { LiveForm } from '@/components/form/live-form'
import { Button } from '@/components/ui/button'
import { Input, Select } from '@/components/ui/input'
import { groupTypes, type Locale, type LocalText } from '@/db/vocabulary'
import type { GroupFilter } from '@/lib/groups/schema'
import { textIn } from '@/lib/i18n/text'

type Props = {
  filter: GroupFilter
  districts: { code: string; names: LocalText }[]
  alliances: { slug: string; names: LocalText }[]
  locale: Locale
}

/** The filters of the directory, each in the address; without JavaScript the form is sent. */
export function GroupFilters({ filter, districts, alliances, locale }: Props) {
  const t = useTranslations('groups')
  return (
    <LiveForm label={t('filters.label')}>
      <Input
        type="search"
        name="q"
        defaultValue={filter.q}
        aria-label={t('filters.q')}
        placeholder={t('filters.q_hint')}
        maxLength={100}
        enterKeyHint="search"
      />
      <Select
        name="district"
        defaultValue={filter.district ?? ''}
        aria-label={t('filters.district')}
        options={districts.map((d) => ({ value: d.code, label: textIn(d.names, locale) }))}
      >
        <option value="">{t('filters.all_districts')}</option>
        <option value="NETWORK">{t('whole_network')}</option>
      </Select>
      <Select
        name="type"
        defaultValue={filter.type ?? ''}
        aria-label={t('filters.type')}
        options={groupTypes.map((type) => ({ value: type, label: t(`types.${type}`) }))}
      >
        <option value="">{t('filters.all_types')}</option>
      </Select>
      {alliances.length > 0 && (
        <Select
          name="alliance"
          defaultValue={filter.alliance ?? ''}
          aria-label={t('filters.alliance')}
          options={alliances.map((a) => ({ value: a.slug, label: textIn(a.names, locale) }))}
        >
          <option value="">{t('filters.all_alliances')}</option>
        </Select>
      )}
      <Button type="submit">{t('filters.submit')}</Button>
    </LiveForm>
  )
}
