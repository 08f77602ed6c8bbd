'use client'

import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { useAddressLocale } from '@/components/form/client-texts'

/** Header, footer and the sender's line as they will be, while they are typed. */
export function FacePreview() {
  const t = useTranslations('network.preview')
  const locale = useAddressLocale()
  const values = useFormContext().watch() as Record<string, string | undefined>
  const name = (locale === 'en' ? values.nameEn || values.nameZh : values.nameZh || values.nameEn) || t('name')
  const seal = [...(values.seal?.trim() || '荟')].slice(0, 2).join('')
  return (
    <section className="card overflow-hidden" aria-label={t('title')} data-testid="face-preview">
      <p className="small muted border-b border-line px-5 py-2">{t('title')}</p>
      <div className="flex items-center gap-3 px-5 py-4">
        <span className={`seal seal-72 seal-brand seal-${[...seal].length}`} aria-hidden="true">
          {seal}
        </span>
        <span className="min-w-0">
          <span className="block font-serif text-xl font-semibold break-words">{name}</span>
          <span className="small muted">{t('doors')}</span>
        </span>
      </div>
      <div className="border-t border-line bg-wash px-5 py-3">
        <p className="small muted break-words">{[name, values.contact, values.licence].filter(Boolean).join(' · ')}</p>
      </div>
      <p className="small muted border-t border-line px-5 py-3 break-words">
        {t('from')} {values.senderName || values.nameEn || name} &lt;{values.senderEmail || values.adminEmail || 'you@example.org'}&gt;
      </p>
    </section>
  )
}
