'use client'
import { useLocale, useTranslations } from 'next-intl'
import { SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import type { Option } from '@/components/ui/input'
import { saveProfileAction } from '@/lib/accounts/actions'
import type { MyAccount } from '@/lib/accounts/queries'
import { profileSchema, visibleFields } from '@/lib/accounts/schema'

/** What one is called, reads and likes, and beside each field who sees it. Needs the messages `accounts.settings`. */
export function ProfileForm({ profile, districts }: { profile: MyAccount['profile']; districts: readonly Option[] }) {
  const t = useTranslations('accounts.settings')
  const locale = useLocale()
  const comma = locale === 'en' ? ', ' : '，'
  const eyes = (['me', 'groups', 'network'] as const).map((value) => ({ value, label: t(`eyes.${value}`) }))
  const start = {
    displayName: profile.displayName,
    locale: profile.locale,
    phone: profile.phone ?? '',
    homeDistrictCode: profile.homeDistrictCode ?? '',
    interests: profile.interests.join(comma),
    skills: profile.skills.join(comma),
    visibility: Object.fromEntries(visibleFields.map((field) => [field, profile.visibility[field] ?? 'me'])),
  }
  return (
    <Form schema={profileSchema} action={saveProfileAction} defaultValues={start as never} successMessage={t('saved')} label={t('you')}>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="displayName" label={t('name')} hint={t('nameHint')} autoComplete="nickname" maxLength={60} required />
        <SelectField
          name="locale"
          label={t('language')}
          hint={t('languageHint')}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <TextField name="phone" label={t('phone')} hint={t('phoneHint')} optional type="tel" autoComplete="tel" maxLength={40} />
      </div>
      {districts.length > 0 && (
        <Beside name="homeDistrict" label={t('homeDistrict')} eyes={eyes} word={t('seenBy')}>
          <SelectField name="homeDistrictCode" label={t('homeDistrict')} optional options={districts} placeholder={t('noDistrict')} />
        </Beside>
      )}
      <Beside name="interests" label={t('interests')} eyes={eyes} word={t('seenBy')}>
        <TextField name="interests" label={t('interests')} hint={t('tagsHint')} optional maxLength={300} />
      </Beside>
      <Beside name="skills" label={t('skills')} eyes={eyes} word={t('seenBy')}>
        <TextField name="skills" label={t('skills')} hint={t('skillsHint')} optional maxLength={300} />
      </Beside>
      <SubmitButton className="self-start">{t('save')}</SubmitButton>
    </Form>
  )
}

function Beside({
  name,
  label,
  word,
  eyes,
  children,
}: {
  name: string
  label: string
  word: string
  eyes: readonly Option[]
  children: React.ReactNode
}) {
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
      {children}
      <SelectField
        name={`visibility.${name}`}
        label={
          <>
            <span className="sr-only">{label} </span>
            <span className="small font-normal">{word}</span>
          </>
        }
        options={eyes}
      />
    </div>
  )
}
