'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { useFieldArray, useWatch } from 'react-hook-form'
import { useAddressLocale } from '@/components/form/client-texts'
import { SelectField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Steps } from '@/components/form/steps'
import { DistrictFields } from '@/components/network/district-fields'
import { FooterFields, NameFields, SenderFields } from '@/components/network/face-fields'
import { FacePreview } from '@/components/network/face-preview'
import { RowFields } from '@/components/network/row-fields'
import { ZoneField } from '@/components/network/zone-field'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { setUpByFormAction, setUpNetworkAction } from '@/lib/accounts/actions'
import { districtsBrought, networkRoles, type SetUpRows, setUpAndEnterSchema } from '@/lib/accounts/schema'

/** A network out of nothing, in short steps; everything typed stays until it is sent as one. */
export function SetUpForm({ secret, rows, mailLeaves }: { secret: string; rows: SetUpRows; mailLeaves: boolean }) {
  const t = useTranslations('network.setUp')
  const locale = useAddressLocale()
  const [refused, fallback] = useActionState(setUpByFormAction, null)
  const words = useTranslations('network.fields')
  const wordOf = (field: string) =>
    field === 'set_up_closed' ? t('closed') : t.has(field) ? t(field) : words.has(field) ? words(field) : field
  const start = {
    secret,
    locale,
    zone: 'Asia/Shanghai',
    languages: ['zh-CN', 'en'],
    districts: 'none',
    districtRows: [],
    invitations: [],
    ...rows,
    ...refused?.typed,
  }
  const steps = [
    {
      key: 'network',
      fields: ['nameZh', 'nameEn', 'seal', 'languages', 'zone'],
      body: (
        <>
          <NameFields />
          <ZoneField propose />
        </>
      ),
    },
    {
      key: 'face',
      fields: ['contact', 'licence', 'privacyZh', 'privacyEn', 'senderName', 'senderEmail'],
      body: (
        <>
          <FooterFields />
          <SenderFields leaves={mailLeaves} />
        </>
      ),
    },
    { key: 'districts', fields: ['districts', 'preset', 'districtsCsv', 'districtRows'], body: <DistrictFields /> },
    {
      key: 'kinds',
      fields: ['kinds', 'categories'],
      body: (
        <div className="needs-script flex flex-col gap-10">
          <RowFields name="kinds" kept={[]} known={rows.kinds.map(({ code }) => code)} />
          <RowFields name="categories" kept={[]} known={rows.categories.map(({ code }) => code)} />
        </div>
      ),
    },
    {
      key: 'people',
      fields: ['adminName', 'adminEmail', 'invitations'],
      body: (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField name="adminName" label={t('adminName')} hint={t('adminNameHint')} autoComplete="name" required />
            <TextField name="adminEmail" label={t('adminEmail')} hint={t('adminHint')} type="email" autoComplete="email" required />
          </div>
          <FirstOfficers />
        </>
      ),
    },
  ]
  return (
    <Form
      schema={setUpAndEnterSchema}
      action={setUpNetworkAction}
      fallback={fallback}
      defaultValues={start as never}
      onDone={() => window.location.assign(`/${locale}/admin`)}
      refresh={false}
      label={t('title')}
    >
      <input type="hidden" name="secret" value={secret} />
      <input type="hidden" name="locale" value={locale} />
      {refused && <Notice tone="stop">{t('refused', { fields: refused.fields.map(wordOf).join(' · ') })}</Notice>}
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Steps
          steps={steps.map((step) => ({ ...step, title: t(`steps.${step.key}`) }))}
          words={{ steps: t('stepsLabel'), back: t('back'), next: t('next'), submit: t('save') }}
        />
        <div className="needs-script xl:sticky xl:top-24">
          <FacePreview />
        </div>
      </div>
    </Form>
  )
}

/** Who is asked by e-mail to take part from the first day. */
function FirstOfficers() {
  const t = useTranslations('network.setUp')
  const roles = useTranslations('groups.roles')
  const locale = useAddressLocale()
  const { fields, append, remove } = useFieldArray({ name: 'invitations' })
  const [districts, preset, districtsCsv, districtRows, invitations] = useWatch({
    name: ['districts', 'preset', 'districtsCsv', 'districtRows', 'invitations'],
  })
  const options = districtsBrought({ districts, preset, districtsCsv, districtRows }).map(({ code, zh, en }) => ({
    value: code,
    label: locale === 'en' ? en || zh : zh || en,
  }))
  return (
    <fieldset className="needs-script flex flex-col gap-4">
      <legend className="mb-1 font-serif text-lg font-semibold">{t('officers')}</legend>
      <p className="muted">{t('officersHint')}</p>
      {fields.map((field, i) => (
        <div key={field.id} className="flex flex-wrap items-end gap-3">
          <SelectField
            name={`invitations.${i}.role`}
            label={t('role')}
            className="flex-[1_1_11rem]"
            options={networkRoles.map((value) => ({ value, label: roles(value) }))}
          />
          {invitations?.[i]?.role === 'district_admin' && (
            <SelectField
              name={`invitations.${i}.districtCode`}
              label={t('district')}
              placeholder={t('choose')}
              className="flex-[1_1_9rem]"
              options={options}
            />
          )}
          <TextField
            name={`invitations.${i}.email`}
            type="email"
            label={t('email')}
            autoComplete="off"
            className="min-w-0 flex-[2_1_14rem]"
          />
          <Button size="s" variant="plain" onClick={() => remove(i)}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button className="self-start" onClick={() => append({ role: options.length > 0 ? 'district_admin' : 'auditor', email: '' })}>
        {t('addOfficer')}
      </Button>
    </fieldset>
  )
}
