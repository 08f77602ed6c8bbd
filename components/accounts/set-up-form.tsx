'use client'
import { useLocale, useTranslations } from 'next-intl'
import { CheckboxField, RadioCardsField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { setUpNetworkAction } from '@/lib/accounts/actions'
import { setUpAndEnterSchema } from '@/lib/accounts/schema'

/** One page that makes a network out of nothing. */
export function SetUpForm({ secret }: { secret: string }) {
  const t = useTranslations('network.setUp')
  const locale = useLocale()
  const enter = () => window.location.assign(`/${locale}`)
  const start = { secret, zone: 'Asia/Shanghai', languages: ['zh-CN' as const, 'en' as const], districts: 'none' as const }
  return (
    <Form schema={setUpAndEnterSchema} action={setUpNetworkAction} defaultValues={start} onDone={enter} refresh={false} label={t('title')}>
      <h2>{t('network')}</h2>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="nameZh" label={t('nameZh')} lang="zh-CN" required />
        <TextField name="nameEn" label={t('nameEn')} lang="en" required />
        <TextField name="seal" label={t('seal')} hint={t('sealHint')} maxLength={2} required />
        <TextField name="zone" label={t('zone')} hint={t('zoneHint')} required />
      </div>
      <fieldset className="field">
        <legend className="mb-1.5">{t('languages')}</legend>
        <CheckboxField name="languages" value="zh-CN" label={t('zh')} />
        <CheckboxField name="languages" value="en" label={t('en')} />
      </fieldset>
      <RadioCardsField
        name="districts"
        label={t('districts')}
        options={[
          { value: 'none', label: t('districtsNone') },
          { value: 'hangzhou', label: t('districtsHangzhou') },
        ]}
      />
      <h2>{t('admin')}</h2>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="adminName" label={t('adminName')} autoComplete="name" required />
        <TextField name="adminEmail" label={t('adminEmail')} hint={t('adminHint')} type="email" autoComplete="email" required />
      </div>
      <SubmitButton size="l">{t('save')}</SubmitButton>
    </Form>
  )
}
