'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { LocalTextField, SelectField } from '@/components/form/fields'
import { useChoices } from '@/components/form/use-choices'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/input'
import type { Locale } from '@/db/vocabulary'
import { findVenuesAction } from '@/lib/activities/actions'
import type { PlanVenue } from '@/lib/activities/queries/plan'
import type { PlanInput } from '@/lib/activities/schema'
import { textIn } from '@/lib/i18n/text'
import { TakenHours } from './taken-hours'

/** A registered venue found by name, with its spaces; or another place in words. */
export function VenuePicker({ venue, locale }: { venue: PlanVenue | null; locale: Locale }) {
  const t = useTranslations('activities.form')
  const { setValue, watch, formState } = useFormContext<PlanInput>()
  const [chosen, setChosen] = useState<PlanVenue | null>(venue)
  const { found, search, clear } = useChoices(findVenuesAction)
  const isChosen = chosen !== null && watch('venueId') === chosen.id
  const error = formState.errors.venueId?.message
  const choose = (next: PlanVenue | null) => {
    setChosen(next)
    setValue('venueId', next?.id, { shouldDirty: true })
    setValue('spaceId', undefined, { shouldDirty: true })
    clear()
  }
  if (isChosen)
    return (
      <div className="flex flex-col gap-5">
        <div className="field">
          <span className="font-semibold">{t('venue')}</span>
          <p className="card flex items-center gap-3 px-4 py-2">
            <span className="flex-1">{textIn(chosen.names, locale)}</span>
            <Button size="s" onClick={() => choose(null)}>
              {t('change')}
            </Button>
          </p>
        </div>
        {chosen.spaces.length > 0 && (
          <div className="flex flex-col gap-2">
            <SelectField
              name="spaceId"
              label={t('space')}
              hint={t('spaceHint')}
              optional
              placeholder={t('spaceNone')}
              options={chosen.spaces.map((space) => ({
                value: space.id,
                label: `${textIn(space.names, locale)}${space.capacity ? ` (${space.capacity})` : ''}`,
              }))}
            />
            <TakenHours />
          </div>
        )}
      </div>
    )
  return (
    <div className="flex flex-col gap-5">
      <div>
        <Field id="venue-search" label={t('venue')} hint={t('venueHint')} error={error}>
          <Input
            id="venue-search"
            type="search"
            autoComplete="off"
            aria-describedby="venue-search-hint"
            onChange={(e) => search(e.target.value)}
          />
        </Field>
        <ul className="mt-2 flex flex-col" aria-live="polite">
          {found?.map((option) => (
            <li key={option.id}>
              <button type="button" className="menu-item" onClick={() => choose(option)}>
                <span className="font-semibold">{textIn(option.names, locale)}</span>
                <span className="small muted">{textIn(option.addresses, locale)}</span>
              </button>
            </li>
          ))}
          {found?.length === 0 && <li className="small muted">{t('venueNone')}</li>}
        </ul>
      </div>
      <LocalTextField name="place" label={t('place')} hint={t('placeHint')} optional />
      <LocalTextField name="placeDirections" label={t('directions')} optional />
    </div>
  )
}
