'use client'

import { useTranslations } from 'next-intl'
import { CheckboxField, TextAreaField, TextField } from '@/components/form/fields'

/** What the network is called, in both languages, its seal and the languages in which it writes. */
export function NameFields() {
  const t = useTranslations('network.fields')
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="nameZh" label={t('nameZh')} lang="zh-CN" autoComplete="off" required />
        <TextField name="nameEn" label={t('nameEn')} lang="en" autoComplete="off" required />
      </div>
      <TextField
        name="seal"
        label={t('seal')}
        hint={t('sealHint')}
        maxLength={2}
        className="[&>input]:max-w-56"
        autoComplete="off"
        required
      />
      <fieldset className="field">
        <legend className="mb-1.5">{t('languages')}</legend>
        <span className="field-hint">{t('languagesHint')}</span>
        <CheckboxField name="languages" value="zh-CN" label={t('zh')} />
        <CheckboxField name="languages" value="en" label={t('en')} />
      </fieldset>
    </>
  )
}

/** What stands at the foot of every page. */
export function FooterFields() {
  const t = useTranslations('network.fields')
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="contact" label={t('contact')} hint={t('contactHint')} optional autoComplete="off" />
        <TextField name="licence" label={t('licence')} hint={t('licenceHint')} optional autoComplete="off" />
      </div>
      <fieldset className="field">
        <legend className="mb-1.5">{t('privacy')}</legend>
        <span className="field-hint">{t('privacyHint')}</span>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextAreaField name="privacyZh" label={<span className="small font-normal">{t('zh')}</span>} lang="zh-CN" rows={4} />
          <TextAreaField name="privacyEn" label={<span className="small font-normal">{t('en')}</span>} lang="en" rows={4} />
        </div>
      </fieldset>
    </>
  )
}

/** Who writes the network's mails; `leaves` tells whether they leave this server at all. */
export function SenderFields({ leaves }: { leaves: boolean }) {
  const t = useTranslations('network.fields')
  return (
    <fieldset className="field">
      <legend className="mb-1.5">{t('sender')}</legend>
      <span className="field-hint">{leaves ? t('senderHint') : t('senderKept')}</span>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="senderName" label={t('senderName')} hint={t('senderNameHint')} optional autoComplete="off" />
        <TextField name="senderEmail" type="email" label={t('senderEmail')} hint={t('senderEmailHint')} optional autoComplete="off" />
      </div>
    </fieldset>
  )
}
