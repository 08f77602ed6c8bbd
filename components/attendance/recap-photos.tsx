'use client'

import { useTranslations } from 'next-intl'
import { PhotosField } from '@/components/form/photos-field'
import { MAX_RECAP_PHOTOS } from '@/lib/attendance/schema'

/** Up to six pictures of an activity; for each whether its people agreed to be shown. Needs the messages `attendance.recap`. */
export function RecapPhotos({ name }: { name: string }) {
  const t = useTranslations('attendance.recap.photos')
  return (
    <PhotosField<{ fileId: string; consented: boolean }>
      name={name}
      most={MAX_RECAP_PHOTOS}
      fresh={(fileId) => ({ fileId, consented: false })}
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
      {(photo, change) => (
        <label>
          <input type="checkbox" checked={photo.consented} onChange={(e) => change({ consented: e.target.checked })} />
          <span>{t('consented')}</span>
        </label>
      )}
    </PhotosField>
  )
}
