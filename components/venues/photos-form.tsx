'use client'

import { useTranslations } from 'next-intl'
import { SubmitButton } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import type { LocalText } from '@/db/vocabulary'
import { setVenuePhotosAction } from '@/lib/venues/actions'
import { venuePhotosSchema } from '@/lib/venues/schema'
import { type VenuePhoto, VenuePhotosField } from './photos-field'

type Props = { venueId: string; photos: { fileId: string; alts: LocalText | null }[] }

/** The photos of a venue, each with what it shows in words. Needs the messages `venues.desk`. */
export function VenuePhotosForm({ venueId, photos }: Props) {
  const t = useTranslations('venues.desk.photos')
  const shown: VenuePhoto[] = photos.map(({ fileId, alts }) => ({
    fileId,
    alts: { zh: alts?.zh ?? '', en: alts?.en ?? '' },
    consented: true,
  }))
  return (
    <Form
      schema={venuePhotosSchema}
      action={setVenuePhotosAction}
      defaultValues={{ venueId, photos: shown }}
      successMessage={t('saved')}
      label={t('title')}
    >
      <VenuePhotosField name="photos" removed={t('removed')} />
      <SubmitButton className="self-start">{t('save')}</SubmitButton>
    </Form>
  )
}
