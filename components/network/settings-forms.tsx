'use client'

import { useTranslations } from 'next-intl'
import { SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { changeZoneAction, saveCategoriesAction, saveKindsAction, saveNetworkFaceAction, saveRulesAction } from '@/lib/network/actions'
import type { Settings } from '@/lib/network/queries'
import { categoriesSchema, kindsSchema, networkFaceSchema, rulesSchema, zoneSchema } from '@/lib/network/schema'
import { FooterFields, NameFields, SenderFields } from './face-fields'
import { FacePreview } from './face-preview'
import { RowFields } from './row-fields'
import { ZoneField } from './zone-field'

/** Names, seal, languages, footer and sender, beside how they will look. */
export function FaceForm({ settings }: { settings: Settings }) {
  const t = useTranslations('network.settings')
  return (
    <Form
      schema={networkFaceSchema}
      action={saveNetworkFaceAction}
      defaultValues={settings.face}
      successMessage={t('saved')}
      label={t('part.face')}
    >
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-6">
          <h2>{t('names')}</h2>
          <NameFields />
          <h2>{t('footer')}</h2>
          <FooterFields />
          <h2>{t('mail')}</h2>
          <SenderFields leaves={settings.mailLeaves} />
          <SubmitButton className="self-start">{t('save')}</SubmitButton>
        </div>
        <div className="lg:sticky lg:top-24">
          <FacePreview />
        </div>
      </div>
    </Form>
  )
}

/** The reporting zone: open to change until something is finalised, then said with its reason. */
export function ZoneForm({ settings }: { settings: Settings }) {
  const t = useTranslations('network.settings')
  return (
    <Card as="section" className="flex flex-col gap-4 p-5">
      <h2>{t('zone')}</h2>
      {settings.isZoneFixed ? (
        <>
          <p className="font-serif text-lg">{settings.zone}</p>
          <p className="muted">{t('zoneFixed')}</p>
        </>
      ) : (
        <Form
          schema={zoneSchema}
          action={changeZoneAction}
          defaultValues={{ zone: settings.zone }}
          successMessage={t('saved')}
          label={t('zone')}
        >
          <p className="muted">{t('zoneOpen')}</p>
          <ZoneField />
          <SubmitButton className="self-start">{t('changeZone')}</SubmitButton>
        </Form>
      )}
    </Card>
  )
}

/** The parameters of counting, each with what it does and from when. */
export function RulesForm({ settings }: { settings: Settings }) {
  const t = useTranslations('network.rules')
  return (
    <Form schema={rulesSchema} action={saveRulesAction} defaultValues={settings.rules} successMessage={t('saved')} label={t('title')}>
      {(['minimumHeadCount', 'finaliseAfterDays', 'lockFromDay'] as const).map((rule) => (
        <Card key={rule} as="section" className="grid gap-4 p-5 sm:grid-cols-[minmax(0,1fr)_9rem]">
          <div className="flex flex-col gap-1">
            <h2 className="text-lg">{t(`${rule}.title`)}</h2>
            <p>{t(`${rule}.what`)}</p>
            <p className="small muted">{t(`${rule}.when`)}</p>
          </div>
          <TextField name={rule} type="number" inputMode="numeric" min={1} label={t(`${rule}.unit`)} />
        </Card>
      ))}
      <Notice>{t('history')}</Notice>
      <SubmitButton className="self-start">{t('save')}</SubmitButton>
    </Form>
  )
}

export function KindsForm({ settings }: { settings: Settings }) {
  const t = useTranslations('network.settings')
  const codes = settings.kinds.map(({ code }) => code)
  return (
    <Form
      schema={kindsSchema}
      action={saveKindsAction}
      defaultValues={{ kinds: settings.kinds }}
      successMessage={t('saved')}
      label={t('kinds')}
    >
      <RowFields name="kinds" kept={codes} known={codes} />
      <SubmitButton className="self-start">{t('saveKinds')}</SubmitButton>
    </Form>
  )
}

export function CategoriesForm({ settings }: { settings: Settings }) {
  const t = useTranslations('network.settings')
  const codes = settings.categories.map(({ code }) => code)
  return (
    <Form
      schema={categoriesSchema}
      action={saveCategoriesAction}
      defaultValues={{ categories: settings.categories }}
      successMessage={t('saved')}
      label={t('categories')}
    >
      <RowFields name="categories" kept={codes} known={codes} />
      <SubmitButton className="self-start">{t('saveCategories')}</SubmitButton>
    </Form>
  )
}
