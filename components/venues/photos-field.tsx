'use client'

import { useTranslations } from 'next-intl'
import { get, useFormContext } from 'react-hook-form'
import { type Alts, PhotoAlts } from '@/components/form/photo-alts'
import { PhotosField } from '@/components/form/photos-field'
import { Checkbox } from '@/components/ui/input'
import { MAX_VENUE_PHOTOS } from '@/lib/venues/schema'

export type VenuePhoto = { fileId: string; alts: Alts; consented: boolean }
/** `removed`: what is said when one is taken away. */
type Props = { name: string; removed: string }

/** The photos of a venue in a form, each with what it shows in words. Needs the messages `venues.desk.photos`. */
export function VenuePhotosField({ name, removed }: Props) {
  const t = useTranslations('venues.desk.photos')
  return (
    <PhotosField<VenuePhoto>
      name={name}
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
        removed,
        one: (n) => t('one', { n }),
        earlierOf: (n) => t('earlier_of', { n }),
        removeOf: (n) => t('remove_of', { n }),
      }}
    >
      {(photo, change, index) => <AboutPhoto name={`${name}.${index}`} photo={photo} change={change} index={index} />}
    </PhotosField>
  )
}

type AboutProps = { name: string; photo: VenuePhoto; change: (over: Partial<VenuePhoto>) => void; index: number }

function AboutPhoto({ name, photo, change, index }: AboutProps) {
  const t = useTranslations('venues.desk.photos')
  const { errors } = useFormContext().formState
  const errorOf = (field: string) => (get(errors, `${name}.${field}`) as { message?: string } | undefined)?.message
  return (
    <>
      <PhotoAlts
        name={`${name}.alts`}
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
