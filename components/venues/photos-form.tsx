'use client'

import { useTranslations } from 'next-intl'
import { get, useFormContext } from 'react-hook-form'
import { SubmitButton } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { PhotoAlts } from '@/components/form/photo-alts'
import { PhotosField } from '@/components/form/photos-field'
import { Checkbox } from '@/components/ui/input'
import type { LocalText } from '@/db/vocabulary'
import { setVenuePhotosAction } from '@/lib/venues/actions'
import { MAX_VENUE_PHOTOS, venuePhotosSchema } from '@/lib/venues/schema'

type Photo = { fileId: string; alts: { zh: string; en: string }; consented: boolean }
type Props = { venueId: string; photos: { fileId: string; alts: LocalText | null }[] }

/** The photos of a venue, each with what it shows in words. Needs the messages `venues.desk`. */
export function VenuePhotosForm({ venueId, photos }: Props) {
  const t = useTranslations('venues.desk.photos')
  const shown: Photo[] = photos.map(({ fileId, alts }) => ({
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
      <PhotosField<Photo>
        name="photos"
        most={MAX_VENUE_PHOTOS}
        fresh={(fileId) => ({ fileId, alts: { zh: '', en: '' }, consented: false })}
        words={{
          title: t('title'),
          hint: t('hint', { most: MAX_VENUE_PHOTOS }),
          add: t('add'),
          earlier: t('earlier'),
          remove: t('remove'),
          sending: t('sending'),
          tooMany: t('too_many', { most: MAX_VENUE_PHOTOS }),
          removed: t('removed'),
          one: (n) => t('one', { n }),
          earlierOf: (n) => t('earlier_of', { n }),
          removeOf: (n) => t('remove_of', { n }),
        }}
      >
        {(photo, change, index) => <AboutPhoto photo={photo} change={change} index={index} />}
      </PhotosField>
      <SubmitButton className="self-start">{t('save')}</SubmitButton>
    </Form>
  )
}

type AboutProps = { photo: Photo; change: (over: Partial<Photo>) => void; index: number }

function AboutPhoto({ photo, change, index }: AboutProps) {
  const t = useTranslations('venues.desk.photos')
  const { errors } = useFormContext().formState
  const errorOf = (field: string) => (get(errors, `photos.${index}.${field}`) as { message?: string } | undefined)?.message
  return (
    <>
      <PhotoAlts
        name={`photos.${index}.alts`}
        label={t('alt', { n: index + 1 })}
        hint={index === 0 ? t('alt_hint') : null}
        alts={photo.alts}
        change={(alts) => change({ alts })}
      />
      <div>
        <Checkbox label={t('consented')} checked={photo.consented} onChange={(e) => change({ consented: e.target.checked })} />
        {errorOf('consented') && <span className="field-error">{errorOf('consented')}</span>}
      </div>
    </>
  )
}
