'use client'

import { useTranslations } from 'next-intl'
import { useFieldArray } from 'react-hook-form'
import { LocalTextField, SelectField, TextField } from '@/components/form/fields'
import { ShortNameField } from '@/components/groups/group-form'
import { Button } from '@/components/ui/button'
import { joinModes } from '@/db/vocabulary'
import { officerRolesToInvite } from '@/lib/registrations/schema'

/** The chapters that an association brings along. */
export function ChaptersField({ districts }: { districts: { value: string; label: string }[] }) {
  const t = useTranslations('registrations.form')
  const modes = useTranslations('groups.joinModes')
  const { fields, append, remove } = useFieldArray({ name: 'chapters' })
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-1 font-serif text-lg font-semibold">{t('chapters')}</legend>
      <p className="muted">{t('chapters_hint')}</p>
      {fields.map((field, i) => (
        <div key={field.id} className="card flex flex-col gap-4 p-5">
          <h3>{t('chapter_n', { n: i + 1 })}</h3>
          <LocalTextField name={`chapters.${i}.names`} label={t('names')} />
          <ShortNameField id={field.id} name={`chapters.${i}.shortName`} />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField name={`chapters.${i}.districtCode`} label={t('district')} placeholder={t('whole_network')} options={districts} />
            <SelectField
              name={`chapters.${i}.joinMode`}
              label={t('join_mode')}
              options={joinModes.map((value) => ({ value, label: modes(value) }))}
            />
          </div>
          <TextField
            name={`chapters.${i}.secretaryEmail`}
            type="email"
            label={t('chapter_secretary')}
            hint={t('chapter_secretary_hint')}
            optional
            autoComplete="off"
          />
          <Button size="s" variant="plain" className="self-start" onClick={() => remove(i)}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button className="self-start" onClick={() => append({ names: {}, shortName: '', joinMode: 'review' })}>
        {t('add_chapter')}
      </Button>
    </fieldset>
  )
}

/** Who is asked by e-mail to answer for the group beside the applicant. */
export function OfficersField() {
  const t = useTranslations('registrations.form')
  const { fields, append, remove } = useFieldArray({ name: 'officers' })
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-1 font-serif text-lg font-semibold">{t('officers')}</legend>
      <p className="muted">{t('officers_hint')}</p>
      {fields.map((field, i) => (
        <div key={field.id} className="flex flex-wrap items-end gap-3">
          <TextField name={`officers.${i}.email`} type="email" label={t('email')} autoComplete="off" className="min-w-0 flex-[2_1_14rem]" />
          <SelectField
            name={`officers.${i}.role`}
            label={t('role')}
            className="flex-[1_1_9rem]"
            options={officerRolesToInvite.map((value) => ({ value, label: t(`roles.${value}`) }))}
          />
          <Button size="s" variant="plain" onClick={() => remove(i)}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button className="self-start" onClick={() => append({ email: '', role: 'president' })}>
        {t('add_officer')}
      </Button>
    </fieldset>
  )
}
