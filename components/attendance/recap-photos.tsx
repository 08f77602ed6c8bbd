'use client'

import { useTranslations } from 'next-intl'
import { type Alts, PhotoAlts } from '@/components/form/photo-alts'
import { PhotosField } from '@/components/form/photos-field'
import { Checkbox } from '@/components/ui/input'
import { MAX_RECAP_PHOTOS } from '@/lib/attendance/schema'

export type FormPhoto = { fileId: string; consented: boolean; alts: Alts }

/** Up to six pictures of an activity; for each what it shows, in words, and whether its people agreed to be shown. Needs the messages `attendance.recap`. */
export function RecapPhotos({ name }: { name: string }) {
  const t = useTranslations('attendance.recap.photos')
  return (
    <PhotosField<FormPhoto>
      name={name}
      most={MAX_RECAP_PHOTOS}
      fresh={(fileId) => ({ fileId, consented: false, alts: { zh: '', en: '' } })}
      words={{
        title: t('title'),
        hint: t('hint', { most: MAX_RECAP_PHOTOS }),
        add: t('add'),
        earlier: t('earlier'),
        remove: t('remove'),
        sending: t('sending'),
        tooMany: t('too_many', { most: MAX_RECAP_PHOTOS }),
        removed: t('removed'),
        one: (n) => t('one', { n }),
        earlierOf: (n) => t('earlier_of', { n }),
        removeOf: (n) => t('remove_of', { n }),
      }}
    >
      {(photo, change, i) => (
        <>
          <PhotoAlts
            name={`${name}.${i}.alts`}
            label={t('alt', { n: i + 1 })}
            hint={i === 0 ? t('alt_hint') : null}
            alts={photo.alts}
            change={(alts) => change({ alts })}
          />
          <Checkbox label={t('consented')} checked={photo.consented} onChange={(e) => change({ consented: e.target.checked })} />
        </>
      )}
    </PhotosField>
  )
}
