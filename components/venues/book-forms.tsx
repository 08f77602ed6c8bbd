'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChoiceField } from '@/components/form/choice-field'
import { useAddressLocale } from '@/components/form/client-texts'
import { DateTimeField, SelectField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog } from '@/components/ui/dialog'
import { textIn } from '@/lib/i18n/text'
import { blockHoursAction, bookForGroupAction, findGroupsToBookAction } from '@/lib/venues/actions'
import { blockHoursSchema, bookForGroupSchema } from '@/lib/venues/schema'

type Props = { spaces: { value: string; label: string }[]; date: string }

/** The keeper books for a group that telephoned, or keeps hours free. Needs the messages `venues.desk`. */
export function BookForms({ spaces, date }: Props) {
  const t = useTranslations('venues.desk')
  const locale = useAddressLocale()
  const [open, setOpen] = useState<'book' | 'block' | null>(null)
  const start = { spaceId: spaces[0]?.value ?? '', startsAt: `${date}T19:00`, endsAt: `${date}T21:00`, note: '' }
  const dialog = (which: 'book' | 'block') => ({
    title: t(`${which}_title`),
    trigger: t(`${which}_title`),
    triggerClassName: 'btn btn-quiet btn-s',
    open: open === which,
    onOpenChange: (is: boolean) => setOpen(is ? which : null),
    closeLabel: t('close'),
  })
  const findGroups = async (input: { q: string }) => {
    const result = await findGroupsToBookAction(input)
    return result.ok ? { ok: true as const, value: result.value.map(({ id, names }) => ({ id, label: textIn(names, locale) })) } : result
  }
  const hours = (
    <>
      <SelectField name="spaceId" label={t('space')} options={spaces} />
      <DateTimeField name="startsAt" label={t('starts')} />
      <DateTimeField name="endsAt" label={t('ends')} />
    </>
  )
  return (
    <>
      <Dialog {...dialog('book')} description={t('book_hint')}>
        <Form
          schema={bookForGroupSchema}
          action={bookForGroupAction}
          defaultValues={{ ...start, groupId: '' }}
          onDone={() => setOpen(null)}
          label={t('book_title')}
        >
          <ChoiceField
            name="groupId"
            label={t('group')}
            hint={t('group_hint')}
            find={findGroups}
            words={{ change: t('change'), none: t('group_none') }}
          />
          {hours}
          <TextField name="note" label={t('note')} optional />
          <SubmitButton className="self-start">{t('book_send')}</SubmitButton>
        </Form>
      </Dialog>
      <Dialog {...dialog('block')}>
        <Form
          schema={blockHoursSchema}
          action={blockHoursAction}
          defaultValues={start}
          onDone={() => setOpen(null)}
          label={t('block_title')}
        >
          {hours}
          <TextField name="note" label={t('block_note')} />
          <SubmitButton className="self-start">{t('block_send')}</SubmitButton>
        </Form>
      </Dialog>
    </>
  )
}
