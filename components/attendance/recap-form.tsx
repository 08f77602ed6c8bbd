'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LocalTextField, SubmitButton, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Notice } from '@/components/ui/notice'
import type { LocalText } from '@/db/vocabulary'
import { closeActivityAction, fileRecapAction } from '@/lib/attendance/actions'
import { recapSchema } from '@/lib/attendance/schema'
import styles from './recap.module.css'
import { type FormPhoto, RecapPhotos } from './recap-photos'

export type Absent = { personId: string; name: string; isExcused: boolean; isProposed: boolean; isMe: boolean }
type Choice = 'no_show' | 'excuse' | 'was_here' | 'leave'

/**
 * Closes an activity on one page: who of those going did not come, three sentences, guests. With `closes` it files and
 * finalises; else it files or changes the recap alone.
 */
export function RecapForm({
  activityId,
  absent,
  mayProposeNoShows,
  mayCorrect,
  closes,
  filed,
  photos,
}: {
  activityId: string
  absent: Absent[]
  mayProposeNoShows: boolean
  mayCorrect: boolean
  closes: boolean
  filed: { texts: LocalText; guests: number } | null
  photos: FormPhoto[]
}) {
  const t = useTranslations('attendance.recap')
  const [choices, setChoices] = useState<Record<string, Choice>>(() =>
    Object.fromEntries(absent.map((a) => [a.personId, a.isExcused ? 'excuse' : a.isProposed ? 'no_show' : 'leave'])),
  )
  const chosen = (choice: Choice) => absent.filter((a) => choices[a.personId] === choice).map((a) => a.personId)
  const optionsOf = (a: Absent): Choice[] => [
    ...(mayProposeNoShows ? (['no_show'] as const) : []),
    ...(a.isMe ? [] : (['excuse'] as const)),
    ...(a.isMe || !mayCorrect ? [] : (['was_here'] as const)),
    'leave',
  ]
  const close = (recap: Parameters<typeof fileRecapAction>[0]) =>
    closeActivityAction({ ...recap, noShows: chosen('no_show'), excused: chosen('excuse'), wereHere: chosen('was_here') })

  return (
    <Form
      schema={recapSchema}
      action={closes ? close : fileRecapAction}
      defaultValues={{
        activityId,
        texts: { zh: filed?.texts.zh ?? '', en: filed?.texts.en ?? '' },
        guests: filed?.guests ?? 0,
        photos,
      }}
      successMessage={t(closes ? 'closed' : 'saved')}
      className="flex flex-col gap-7"
    >
      {closes && (
        <section className="flex flex-col gap-3">
          <h2>{t('absent')}</h2>
          {absent.length === 0 ? <p className="muted">{t('all_came')}</p> : <p className="muted">{t('absent_hint')}</p>}
          {!mayProposeNoShows && absent.length > 0 && <Notice>{t('few')}</Notice>}
          {absent.map((a) => (
            <fieldset key={a.personId} className={styles.absent}>
              <legend>{a.name}</legend>
              <div className={styles.choices}>
                {optionsOf(a).map((choice) => (
                  <label key={choice}>
                    <input
                      type="radio"
                      name={`absent-${a.personId}`}
                      checked={choices[a.personId] === choice}
                      onChange={() => setChoices((c) => ({ ...c, [a.personId]: choice }))}
                    />
                    <span>{t(choice)}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
        </section>
      )}
      <LocalTextField name="texts" label={t('texts')} hint={t('texts_hint')} multiline rows={4} />
      <TextField
        name="guests"
        label={t('guests')}
        hint={t('guests_hint')}
        type="number"
        min={0}
        inputMode="numeric"
        className="[&>input]:max-w-40"
      />
      <RecapPhotos name="photos" />
      <SubmitButton size="l" className="self-start">
        {t(closes ? 'close' : filed ? 'save' : 'file')}
      </SubmitButton>
    </Form>
  )
}
