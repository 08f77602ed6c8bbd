'use client'

import { useTranslations } from 'next-intl'
import { CheckboxField, LocalTextField, SelectField, SubmitButton, TextAreaField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { datums, facilities, type LocalText, venueLevels } from '@/db/vocabulary'
import { editVenueAction, setVenueLevelAction, setVenueStandingAction } from '@/lib/venues/actions'
import type { VenueDesk } from '@/lib/venues/queries/desk'
import { editVenueSchema, venueLevelSchema, venueStandingSchema } from '@/lib/venues/schema'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
const both = (text: LocalText | null) => ({ zh: text?.zh ?? '', en: text?.en ?? '' })

/** What a venue says of itself. Needs the messages `venues.desk` and `venues.facilities`. */
export function VenueForm({ venue }: { venue: VenueDesk['venue'] }) {
  const t = useTranslations('venues.desk')
  const facility = useTranslations('venues.facilities')
  const hoursOf = (day: string) => (venue.openingHours?.[day] ?? []).map((spell) => spell.join('-')).join(', ')
  return (
    <Form
      schema={editVenueSchema}
      action={editVenueAction}
      defaultValues={{
        venueId: venue.id,
        names: both(venue.names),
        addresses: both(venue.addresses),
        directions: both(venue.directions),
        summary: both(venue.summary),
        capacity: venue.capacity ?? '',
        facilities: venue.facilities,
        hours: Object.fromEntries(weekdays.map((day) => [day, hoursOf(day)])) as Record<(typeof weekdays)[number], string>,
        lng: venue.lng ?? '',
        lat: venue.lat ?? '',
        datum: venue.datum ?? 'WGS84',
      }}
      successMessage={t('saved')}
      label={t('tab.details')}
    >
      <LocalTextField name="names" label={t('names')} />
      <LocalTextField name="addresses" label={t('addresses')} />
      <LocalTextField name="directions" label={t('directions')} optional multiline rows={2} />
      <LocalTextField name="summary" label={t('summary')} optional multiline rows={3} />
      <TextField name="capacity" label={t('capacity')} inputMode="numeric" optional className="max-w-48" />
      <fieldset className="field">
        <legend className="mb-1.5">{t('facilities')}</legend>
        <div className="grid gap-2 sm:grid-cols-3">
          {facilities.map((value) => (
            <CheckboxField key={value} name="facilities" value={value} label={facility(value)} />
          ))}
        </div>
      </fieldset>
      <fieldset className="field">
        <legend className="mb-1.5">{t('hours')}</legend>
        <p className="field-hint">{t('hours_hint')}</p>
        <div className="grid gap-3 sm:grid-cols-2">
          {weekdays.map((day) => (
            <TextField key={day} name={`hours.${day}`} label={<span className="small font-normal">{t(`day.${day}`)}</span>} />
          ))}
        </div>
      </fieldset>
      <fieldset className="field">
        <legend className="mb-1.5">{t('position')}</legend>
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField name="lng" label={t('lng')} inputMode="decimal" optional />
          <TextField name="lat" label={t('lat')} inputMode="decimal" optional />
          <SelectField name="datum" label={t('datum')} options={datums.map((value) => ({ value, label: value }))} />
        </div>
      </fieldset>
      <SubmitButton className="self-start">{t('save')}</SubmitButton>
    </Form>
  )
}

/** What only the network decides of a venue: whether it is listed, and its level. Needs `venues.desk` and `venues.levels`. */
export function VenueStanding({ venue }: { venue: VenueDesk['venue'] }) {
  const t = useTranslations('venues.desk')
  const levels = useTranslations('venues.levels')
  const next = (['listed', 'suspended', 'closed'] as const).filter((status) => status !== venue.status)
  return (
    <div className="flex flex-col gap-6">
      <Card as="section" className="flex flex-col gap-4 p-5">
        <h2>{t('standing')}</h2>
        <Form
          key={venue.status}
          schema={venueStandingSchema}
          action={setVenueStandingAction}
          defaultValues={{ venueId: venue.id, status: next[0], reason: '' }}
          label={t('standing')}
        >
          <p>{t(`status.${venue.status}`)}</p>
          <SelectField name="status" label={t('standing_to')} options={next.map((value) => ({ value, label: t(`status.${value}`) }))} />
          <TextAreaField name="reason" label={t('reason')} rows={2} />
          <SubmitButton variant="danger" className="self-start">
            {t('standing_save')}
          </SubmitButton>
        </Form>
      </Card>
      <Card as="section" className="flex flex-col gap-4 p-5">
        <h2>{t('level')}</h2>
        <Form
          schema={venueLevelSchema}
          action={setVenueLevelAction}
          defaultValues={{ venueId: venue.id, level: venue.level, source: venue.levelSource ?? '', endsOn: venue.levelEndsOn ?? '' }}
          successMessage={t('saved')}
          label={t('level')}
        >
          <SelectField name="level" label={t('level')} options={venueLevels.map((value) => ({ value, label: levels(value) }))} />
          <TextField name="source" label={t('level_source')} optional />
          <TextField name="endsOn" type="date" label={t('level_ends')} optional />
          <SubmitButton className="self-start">{t('level_save')}</SubmitButton>
        </Form>
      </Card>
    </div>
  )
}
