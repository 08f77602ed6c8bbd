'use client'

import { useTranslations } from 'next-intl'
import { useFieldArray } from 'react-hook-form'
import { CheckboxField, LocalTextField, SelectField, TextField } from '@/components/form/fields'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { VenuePhotosField } from '@/components/venues/photos-field'
import { datums, facilities } from '@/db/vocabulary'
import type { FormChoices } from './registration-form'

/** The venues of an application: name, address and what is in it; `single` for one that is registered alone. */
export function VenuesField({ choices, single = false }: { choices: FormChoices; single?: boolean }) {
  const t = useTranslations('registrations.form')
  const { fields, append, remove } = useFieldArray({ name: 'venues' })
  if (single) return <VenueFields at="venues.0" choices={choices} />
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-1 font-serif text-lg font-semibold">{t('venues')}</legend>
      <p className="muted">{t('venues_hint')}</p>
      {fields.map((field, i) => (
        <div key={field.id} className="card flex flex-col gap-4 p-5">
          <h3>{t('venue_n', { n: i + 1 })}</h3>
          <VenueFields at={`venues.${i}`} choices={choices} />
          <Button size="s" variant="plain" className="self-start" onClick={() => remove(i)}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button className="self-start" onClick={() => append({ names: {}, addresses: {}, facilities: [], spaces: [], photos: [] })}>
        {t('add_venue')}
      </Button>
    </fieldset>
  )
}

function VenueFields({ at, choices }: { at: string; choices: FormChoices }) {
  const t = useTranslations('registrations.form')
  const facility = useTranslations('venues.facilities')
  return (
    <>
      <LocalTextField name={`${at}.names`} label={t('venue_names')} />
      <LocalTextField name={`${at}.addresses`} label={t('address')} hint={t('address_hint')} />
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField name={`${at}.districtCode`} label={t('district')} placeholder={t('choose')} options={choices.districts} />
        <SelectField name={`${at}.categoryCode`} label={t('category')} placeholder={t('choose')} options={choices.categories} />
        <TextField name={`${at}.capacity`} label={t('capacity')} inputMode="numeric" optional />
      </div>
      <fieldset className="field">
        <legend className="mb-1.5">{t('facilities')}</legend>
        <div className="grid gap-2 sm:grid-cols-3">
          {facilities.map((value) => (
            <CheckboxField key={value} name={`${at}.facilities`} value={value} label={facility(value)} />
          ))}
        </div>
      </fieldset>
      <SpacesField at={at} />
      <VenuePhotosField key={at} name={`${at}.photos`} removed={t('photo_removed')} />
      <Disclosure summary={t('more')}>
        <div className="flex flex-col gap-4 pt-2">
          <LocalTextField name={`${at}.summary`} label={t('summary')} optional multiline rows={3} />
          <div className="grid gap-4 sm:grid-cols-3">
            <TextField name={`${at}.lng`} label={t('lng')} inputMode="decimal" optional />
            <TextField name={`${at}.lat`} label={t('lat')} inputMode="decimal" optional />
            <SelectField
              name={`${at}.datum`}
              label={t('datum')}
              placeholder="WGS84"
              options={datums.filter((value) => value !== 'WGS84').map((value) => ({ value, label: value }))}
            />
          </div>
        </div>
      </Disclosure>
    </>
  )
}

function SpacesField({ at }: { at: string }) {
  const t = useTranslations('registrations.form')
  const { fields, append, remove } = useFieldArray({ name: `${at}.spaces` })
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-semibold">{t('spaces')}</legend>
      <p className="small muted">{t('spaces_hint')}</p>
      {fields.map((field, i) => (
        <div key={field.id} className="flex flex-wrap items-end gap-3">
          <LocalTextField name={`${at}.spaces.${i}.names`} label={t('space_n', { n: i + 1 })} className="min-w-0 flex-[3_1_18rem]" />
          <TextField name={`${at}.spaces.${i}.capacity`} label={t('capacity')} inputMode="numeric" optional className="flex-[1_1_7rem]" />
          <Button size="s" variant="plain" onClick={() => remove(i)}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button size="s" className="self-start" onClick={() => append({ names: {} })}>
        {t('add_space')}
      </Button>
    </fieldset>
  )
}
