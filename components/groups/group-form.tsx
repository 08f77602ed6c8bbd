'use client'

import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import type { z } from 'zod'
import { type Choice, ChoiceField } from '@/components/form/choice-field'
import { useAddressLocale } from '@/components/form/client-texts'
import { LocalTextField, RadioCardsField, SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { groupVisibilities, joinModes } from '@/db/vocabulary'
import { editGroupAction, findHomesAction } from '@/lib/groups/actions'
import { editGroupSchema } from '@/lib/groups/schema'
import { textIn } from '@/lib/i18n/text'
import { Seal } from './seal'

type Values = z.input<typeof editGroupSchema>

/** One or two characters, and the stamp they make beside it while they are typed. */
export function ShortNameField({ id, name = 'shortName' }: { id: string; name?: string }) {
  const t = useTranslations('groups.form')
  const typed = String(useFormContext().watch(name) ?? '')
  return (
    <div className="flex items-end gap-4">
      <TextField name={name} label={t('short_name')} hint={t('short_name_hint')} maxLength={2} className="flex-1" />
      <Seal text={typed || '荟'} id={id} size={72} />
    </div>
  )
}

/** How people join, each way in a sentence. */
export function JoinModeField({ name = 'joinMode' }: { name?: string }) {
  const t = useTranslations('groups')
  return (
    <RadioCardsField
      name={name}
      label={t('form.join_mode')}
      options={joinModes.map((mode) => ({ value: mode, label: t(`joinModes.${mode}`), hint: t(`form.join_modes.${mode}`) }))}
    />
  )
}

/** A group's page as its officers edit it. */
export function GroupForm({ values, home }: { values: Values; home: Choice | null }) {
  const t = useTranslations('groups.form')
  const locale = useAddressLocale()
  const findVenues = async ({ q }: { q: string }) => {
    const result = await findHomesAction({ q })
    return result.ok ? { ok: true as const, value: result.value.map((v) => ({ id: v.id, label: textIn(v.names, locale) })) } : result
  }
  return (
    <Form schema={editGroupSchema} action={editGroupAction} defaultValues={values} successMessage={t('saved')} label={t('title')}>
      <LocalTextField name="names" label={t('names')} />
      <ShortNameField id={values.groupId} />
      <LocalTextField name="purpose" label={t('purpose')} hint={t('purpose_hint')} optional multiline rows={4} />
      <JoinModeField />
      <SelectField
        name="visibility"
        label={t('visibility')}
        options={groupVisibilities.map((value) => ({ value, label: t(`visibilities.${value}`) }))}
      />
      <TextField name="roleMailbox" type="email" label={t('mailbox')} hint={t('mailbox_hint')} optional />
      <ChoiceField
        name="homeVenueId"
        label={t('home_venue')}
        hint={t('home_venue_hint')}
        find={findVenues}
        chosen={home}
        words={{ change: t('change'), none: t('venue_none') }}
      />
      <TextField name="foundedOn" type="date" label={t('founded')} optional />
      <SubmitButton className="self-start">{t('save')}</SubmitButton>
    </Form>
  )
}
