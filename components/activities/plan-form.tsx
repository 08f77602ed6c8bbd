'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { CheckboxField, LocalTextField, RadioCardsField, SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { activityLanguages, activityModes, audiences, type Locale, type LocalText, rsvpModes } from '@/db/vocabulary'
import { createActivityAction, updateActivityAction } from '@/lib/activities/actions'
import type { CoHost, PlanVenue } from '@/lib/activities/queries/plan'
import type { CalendarDay } from '@/lib/activities/rules'
import { createActivitySchema, type PlanInput, statedFlags, updateActivitySchema } from '@/lib/activities/schema'
import { CoHostPicker } from './co-host-picker'
import { EntrancePhoto } from './entrance-photo'
import { KindField } from './kind-field'
import { PlanPreview } from './plan-preview'
import { PlanTimes } from './plan-times'
import { VenuePicker } from './venue-picker'

type Kind = { code: string; names: LocalText; hue: number }
type Props = {
  values: PlanInput
  kinds: Kind[]
  days: CalendarDay[]
  networkZone: string
  venue: PlanVenue | null
  coHosts: CoHost[]
  host: { id: string; names: LocalText; shortName: string }
  locale: Locale
}

/** The form of a group's new activity; afterwards its workspace opens. */
export function NewActivityForm({ groupId, ...props }: Props & { groupId: string }) {
  const t = useTranslations('activities.form')
  const router = useRouter()
  return (
    <Form
      schema={createActivitySchema}
      action={createActivityAction}
      defaultValues={{ ...props.values, groupId }}
      refresh={false}
      onDone={({ id }) => router.push(`/${props.locale}/organize/activities/${id}`)}
      label={t('newTitle')}
      className="contents"
    >
      <Sections {...props} isPublished={false} submit={t('create')} />
    </Form>
  )
}

/** The form of an activity that exists. */
export function EditActivityForm({ activityId, isPublished, ...props }: Props & { activityId: string; isPublished: boolean }) {
  const t = useTranslations('activities')
  return (
    <Form
      schema={updateActivitySchema}
      action={updateActivityAction}
      defaultValues={{ ...props.values, activityId }}
      successMessage={t('form.saved')}
      label={t('plan.edit')}
      className="contents"
    >
      <Sections {...props} isPublished={isPublished} submit={t('form.save')} />
    </Form>
  )
}

function Sections({ isPublished, submit, ...props }: Props & { isPublished: boolean; submit: string }) {
  const t = useTranslations('activities.form')
  const words = useTranslations('activities')
  const mode = useFormContext<PlanInput>().watch('mode')
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="flex flex-col gap-10">
        <Section title={t('steps.what')}>
          <LocalTextField name="titles" label={t('titles')} />
          <KindField kinds={props.kinds} label={t('kind')} locale={props.locale} />
          <LocalTextField name="summaries" label={t('summaries')} hint={t('summariesHint')} optional />
          <LocalTextField name="body" label={t('body')} hint={t('bodyHint')} multiline rows={6} optional />
        </Section>
        <Section title={t('steps.when')}>
          <PlanTimes days={props.days} networkZone={props.networkZone} locale={props.locale} />
          <RadioCardsField
            name="mode"
            label={t('mode')}
            className="grid gap-2 sm:grid-cols-3"
            options={activityModes.map((value) => ({ value, label: words(`modes.${value}`), hint: t(`modeHints.${value}`) }))}
          />
          {mode !== 'online' && <VenuePicker venue={props.venue} locale={props.locale} />}
          {mode !== 'online' && <EntrancePhoto />}
          {mode !== 'onsite' && (
            <TextField name="joiningLink" type="url" inputMode="url" label={t('joiningLink')} hint={t('joiningLinkHint')} />
          )}
        </Section>
        <Section title={t('steps.who')}>
          <RadioCardsField
            name="audience"
            label={t('audience')}
            className="grid gap-2 sm:grid-cols-3"
            options={audiences.map((value) => ({ value, label: words(`audiences.${value}`), hint: t(`audienceHints.${value}`) }))}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            {isPublished ? (
              <p className="small muted self-center">{t('capacityPublished')}</p>
            ) : (
              <TextField
                name="capacity"
                type="number"
                min={1}
                inputMode="numeric"
                label={t('capacity')}
                hint={t('capacityHint')}
                optional
              />
            )}
            <SelectField
              name="rsvpMode"
              label={t('rsvpMode')}
              options={rsvpModes.map((value) => ({ value, label: t(`rsvpModes.${value}`) }))}
            />
          </div>
          <Checks
            legend={t('languages')}
            name="languages"
            options={activityLanguages.map((value) => [value, words(`languages.${value}`)])}
          />
          <Checks
            legend={t('flags')}
            hint={t('flagsHint')}
            name="flags"
            options={statedFlags.map((value) => [value, t(`flag.${value}`)])}
          />
          <CoHostPicker name="coHostIds" coHosts={props.coHosts} leadId={props.host.id} locale={props.locale} />
          <details className="disclosure">
            <summary>{t('more')}</summary>
            <div className="flex flex-col gap-5 pt-3">
              <LocalTextField name="cost" label={t('cost')} optional />
              <LocalTextField name="bring" label={t('bring')} optional />
              <LocalTextField name="accessNotes" label={t('accessNotes')} optional />
              <TextField name="contact" label={t('contact')} hint={t('contactHint')} optional />
              <div className="grid gap-5 sm:grid-cols-2">
                <TextField name="companionsAllowed" type="number" min={0} max={10} inputMode="numeric" label={t('companions')} />
                <TextField name="expectedSize" type="number" min={1} inputMode="numeric" label={t('expectedSize')} optional />
              </div>
              <CoHostPicker name="supportIds" coHosts={props.coHosts} leadId={props.host.id} locale={props.locale} />
              <div className="grid gap-5 sm:grid-cols-3">
                <TextField name="doorOpensMinutes" type="number" min={0} max={240} inputMode="numeric" label={t('doorOpens')} />
                <TextField name="doorClosesMinutes" type="number" min={0} max={240} inputMode="numeric" label={t('doorCloses')} />
                <TextField name="lateAfterMinutes" type="number" min={0} max={240} inputMode="numeric" label={t('lateAfter')} />
              </div>
              <TextField
                name="offerMinutes"
                type="number"
                min={15}
                max={1440}
                inputMode="numeric"
                label={t('offerMinutes')}
                hint={t('offerMinutesHint')}
                optional
              />
              <TextField name="permitReference" label={t('permitReference')} hint={t('permitReferenceHint')} optional />
              <TextField name="zone" label={t('zone')} hint={t('zoneHint', { zone: props.networkZone })} optional />
            </div>
          </details>
        </Section>
        <div>
          <SubmitButton size="l">{submit}</SubmitButton>
        </div>
      </div>
      <PlanPreview {...props} />
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-5">
      <h2 className="border-b border-line pb-2">{title}</h2>
      {children}
    </section>
  )
}

function Checks({ legend, hint, name, options }: { legend: string; hint?: string; name: string; options: [string, string][] }) {
  return (
    <fieldset className="field">
      <legend className="mb-1.5">{legend}</legend>
      {hint && <span className="field-hint">{hint}</span>}
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {options.map(([value, label]) => (
          <CheckboxField key={value} name={name} value={value} label={label} />
        ))}
      </div>
    </fieldset>
  )
}
