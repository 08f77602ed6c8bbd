'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { type Choice, ChoiceField } from '@/components/form/choice-field'
import { useAddressLocale } from '@/components/form/client-texts'
import { LocalTextField, RadioCardsField, SelectField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { JoinModeField, ShortNameField } from '@/components/groups/group-form'
import { groupTypes, type registrationNouns } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { findParentsAction, saveDraftAction, submitRegistrationAction } from '@/lib/registrations/actions'
import { applicantRoles, groupApplicationSchema, venueApplicationSchema } from '@/lib/registrations/schema'
import { Autosave } from './autosave'
import { ChaptersField, OfficersField } from './lists'
import { Steps } from './steps'
import { VenuesField } from './venues-field'

export type FormChoices = { districts: { value: string; label: string }[]; categories: { value: string; label: string }[] }
type Props = {
  registrationId: string
  noun: (typeof registrationNouns)[number]
  draft: Record<string, unknown>
  parent: Choice | null
  choices: FormChoices
}

/** The application in short steps, kept as it is typed; sending it in says at each field what is missing. */
export function RegistrationForm(props: Props) {
  const t = useTranslations('registrations.form')
  const router = useRouter()
  const locale = useAddressLocale()
  const { registrationId, noun, draft } = props
  const send = async (values: unknown) => {
    const saved = await saveDraftAction({ registrationId, draft: values as Record<string, unknown> })
    return saved.ok ? submitRegistrationAction({ registrationId }) : saved
  }
  const shared = {
    refresh: false,
    onDone: () => router.push(`/${locale}/registrations/${registrationId}`),
    label: t(`title.${noun}`),
    className: 'flex flex-col gap-6',
  }
  const starts = { venues: [], chapters: [], officers: [], joinMode: 'review', applicantRole: 'secretary', type: 'association', ...draft }
  return noun === 'group' ? (
    <Form schema={groupApplicationSchema} action={send} defaultValues={starts as never} {...shared}>
      <GroupSteps {...props} />
    </Form>
  ) : (
    <Form
      schema={venueApplicationSchema}
      action={send}
      defaultValues={{ venues: [{ spaces: [], facilities: [], photos: [] }], ...draft } as never}
      {...shared}
    >
      <Steps
        steps={[{ key: 'venue', fields: ['venues'], body: <VenuesField choices={props.choices} single /> }]}
        beside={<Autosave registrationId={registrationId} />}
        submit={t('send')}
      />
    </Form>
  )
}

function GroupSteps({ registrationId, parent, choices }: Props) {
  const t = useTranslations('registrations.form')
  const type = useWatch({ name: 'type' })
  const who = (
    <>
      <RadioCardsField
        name="type"
        label={t('type')}
        className="grid gap-2 sm:grid-cols-3"
        options={groupTypes.map((value) => ({ value, label: t(`types.${value}`), hint: t(`type_hints.${value}`) }))}
      />
      {type === 'chapter' && <ParentField parent={parent} />}
      <LocalTextField name="names" label={t('names')} />
      <ShortNameField id={registrationId} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="districtCode"
          label={t('district')}
          hint={t('district_hint')}
          placeholder={t('whole_network')}
          options={choices.districts}
        />
        <TextField name="foundedOn" type="date" label={t('founded')} optional />
      </div>
    </>
  )
  const what = (
    <>
      <LocalTextField name="purpose" label={t('purpose')} hint={t('purpose_hint')} multiline rows={4} />
      <JoinModeField />
      <TextField name="roleMailbox" type="email" label={t('mailbox')} hint={t('mailbox_hint')} optional autoComplete="off" />
    </>
  )
  const parts = (
    <>
      {type === 'association' && <ChaptersField districts={choices.districts} />}
      <VenuesField choices={choices} />
    </>
  )
  const officers = (
    <>
      <RadioCardsField
        name="applicantRole"
        label={t('applicant_role')}
        options={applicantRoles.map((value) => ({ value, label: t(`applicant_roles.${value}`) }))}
      />
      <OfficersField />
      <p className="muted">{t('what_next')}</p>
    </>
  )
  return (
    <Steps
      steps={[
        { key: 'who', fields: ['type', 'parentId', 'names', 'shortName', 'districtCode', 'foundedOn'], body: who },
        { key: 'what', fields: ['purpose', 'joinMode', 'roleMailbox'], body: what },
        { key: 'parts', fields: ['chapters', 'venues'], body: parts },
        { key: 'officers', fields: ['applicantRole', 'officers'], body: officers },
      ]}
      beside={<Autosave registrationId={registrationId} />}
      submit={t('send')}
    />
  )
}

function ParentField({ parent }: { parent: Choice | null }) {
  const t = useTranslations('registrations.form')
  const locale = useAddressLocale()
  const find = async ({ q }: { q: string }) => {
    const result = await findParentsAction({ q })
    return result.ok ? { ok: true as const, value: result.value.map((g) => ({ id: g.id, label: textIn(g.names, locale) })) } : result
  }
  return (
    <ChoiceField
      name="parentId"
      label={t('parent')}
      hint={t('parent_hint')}
      find={find}
      chosen={parent}
      words={{ change: t('change'), none: t('parent_none') }}
    />
  )
}
