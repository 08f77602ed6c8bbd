import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Field, Input, Select } from '@/components/ui/input'
import type { HistoryFilter } from '@/lib/history/schema'

type Props = {
  filter: HistoryFilter
  nouns: { value: string; label: string }[]
  actorName: string | null
  hrefWithout: (key: 'actor' | 'subject') => string
}

/** The history's filters, each in the address; the form is sent without JavaScript. */
export function HistoryFilters({ filter, nouns, actorName, hrefWithout }: Props) {
  const t = useTranslations('history')
  const isFiltered = Object.entries(filter).some(([key, value]) => value && key !== 'verify' && key !== 'cursor')
  return (
    <form className="my-6 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap" aria-label={t('filters')}>
      <Field id="verb" label={t('noun')} className="col-span-2 min-w-44 flex-1">
        <Select id="verb" name="verb" defaultValue={filter.verb?.split('.')[0] ?? ''} options={nouns}>
          <option value="">{t('anything')}</option>
        </Select>
      </Field>
      <Field id="from" label={t('from')}>
        <Input id="from" name="from" type="date" defaultValue={filter.from} />
      </Field>
      <Field id="to" label={t('to')}>
        <Input id="to" name="to" type="date" defaultValue={filter.to} />
      </Field>
      {filter.actor && <input type="hidden" name="actor" value={filter.actor} />}
      {filter.subject && <input type="hidden" name="subject" value={filter.subject} />}
      <Button type="submit">{t('show')}</Button>
      {filter.actor && <ButtonLink href={hrefWithout('actor')}>{t('byActor', { name: actorName ?? t('erased') })}</ButtonLink>}
      {filter.subject && <ButtonLink href={hrefWithout('subject')}>{t('ofSubject')}</ButtonLink>}
      {isFiltered && <ButtonLink href="/admin/history">{t('clear')}</ButtonLink>}
    </form>
  )
}
