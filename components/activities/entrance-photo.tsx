'use client'

import { useTranslations } from 'next-intl'
import { useWords } from '@/components/form/client-texts'
import { ImageField } from '@/components/form/image-field'

/** The picture that shows people which door it is. */
export function EntrancePhoto() {
  const t = useTranslations('activities.form')
  const optional = useWords()('optional')
  return (
    <ImageField
      name="entrancePhotoId"
      words={{
        label: t('entrance'),
        hint: t('entranceHint'),
        alt: t('entranceAlt'),
        remove: t('entranceRemove'),
        sending: t('entranceSending'),
        optional,
      }}
    />
  )
}
