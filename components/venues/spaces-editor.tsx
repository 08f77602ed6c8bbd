'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionButton } from '@/components/form/action-button'
import { useAddressLocale } from '@/components/form/client-texts'
import { LocalTextField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import type { LocalText } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import { addSpaceAction, editSpaceAction, reopenSpaceAction, retireSpaceAction } from '@/lib/venues/actions'
import { addSpaceSchema, editSpaceSchema } from '@/lib/venues/schema'

type Space = { id: string; names: LocalText; capacity: number | null; bufferMinutes: number; bookable: boolean }

function SpaceFields() {
  const t = useTranslations('venues.desk')
  return (
    <>
      <LocalTextField name="names" label={t('names')} />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField name="capacity" label={t('capacity')} inputMode="numeric" optional />
        <TextField name="bufferMinutes" label={t('buffer')} inputMode="numeric" />
      </div>
    </>
  )
}

/** The spaces of a venue: each edited, taken out of booking or opened again; and a new one. Needs `venues.desk`. */
export function SpacesEditor({ venueId, spaces }: { venueId: string; spaces: Space[] }) {
  const t = useTranslations('venues.desk')
  const locale = useAddressLocale()
  const [round, setRound] = useState(0)
  return (
    <div className="flex flex-col gap-4">
      {spaces.map((space) => (
        <Card as="section" key={space.id} className="flex flex-col gap-3 p-5">
          <h2 className="flex flex-wrap items-center gap-3">
            {textIn(space.names, locale)}
            {!space.bookable && <Chip>{t('retired')}</Chip>}
          </h2>
          <details className="disclosure">
            <summary>{t('edit')}</summary>
            <Form
              schema={editSpaceSchema}
              action={editSpaceAction}
              defaultValues={{
                spaceId: space.id,
                names: { zh: space.names.zh ?? '', en: space.names.en ?? '' },
                capacity: space.capacity ?? '',
                bufferMinutes: space.bufferMinutes,
              }}
              successMessage={t('saved')}
              className="flex flex-col gap-4 pt-2"
              label={textIn(space.names, locale)}
            >
              <SpaceFields />
              <SubmitButton className="self-start">{t('save')}</SubmitButton>
            </Form>
          </details>
          <div className="flex flex-col items-start gap-2">
            <ActionButton
              key={String(space.bookable)}
              action={space.bookable ? retireSpaceAction : reopenSpaceAction}
              input={{ spaceId: space.id }}
              label={t(space.bookable ? 'retire' : 'reopen')}
              size="s"
            />
          </div>
        </Card>
      ))}
      <Card as="section" className="flex flex-col gap-4 p-5">
        <h2>{t('add_space')}</h2>
        <Form
          key={round}
          schema={addSpaceSchema}
          action={addSpaceAction}
          defaultValues={{ venueId, names: { zh: '', en: '' }, capacity: '', bufferMinutes: 0 }}
          onDone={() => setRound(round + 1)}
          label={t('add_space')}
        >
          <SpaceFields />
          <SubmitButton className="self-start">{t('add_space')}</SubmitButton>
        </Form>
      </Card>
    </div>
  )
}
