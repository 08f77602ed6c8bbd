'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'

/** Which activity is to be moved, from and to which wall clock; `confirm`: it would be a postponement, which asks once. */
export type Asked = { id: string; title: string; from: string; to: string; confirm: boolean; quiet?: boolean }

type Props = {
  asked: Asked
  refusal: string
  href: string
  /** `asked.to` in words. */
  words: string
  onClose: () => void
  onMove: (to: string, postpone: boolean) => Promise<unknown>
}

/** Says where to move an activity, without dragging; and asks before people are asked to confirm again. */
export function MoveDialog({ asked, refusal, href, words, onClose, onMove }: Props) {
  const t = useTranslations('activities.calendar')
  const [date, setDate] = useState(asked.to.slice(0, 10))
  const [time, setTime] = useState(asked.to.slice(11))
  const [pending, setPending] = useState(false)
  const go = async (to: string, postpone: boolean) => {
    setPending(true)
    await onMove(to, postpone)
    setPending(false)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={asked.title} closeLabel={t('close')}>
      {refusal && <Notice tone="stop">{refusal}</Notice>}
      {asked.confirm ? (
        <div className="flex flex-col gap-4">
          <p>{t('question', { when: words })}</p>
          <div className="flex flex-wrap gap-3">
            <Button variant="primary" disabled={pending} onClick={() => go(asked.to, true)}>
              {t('postpone')}
            </Button>
            <Button onClick={onClose}>{t('leave')}</Button>
          </div>
        </div>
      ) : (
        <form
          className="flex flex-col gap-4"
          onSubmit={(e) => {
            e.preventDefault()
            if (date && time) go(`${date}T${time}`, false)
          }}
        >
          <div className="flex flex-wrap gap-3">
            <Field id="move-date" label={t('date')} className="flex-[2_1_9rem]">
              <Input id="move-date" type="date" required value={date} onChange={(e) => setDate(e.target.value)} />
            </Field>
            <Field id="move-time" label={t('time')} className="flex-[1_1_7rem]">
              <Input id="move-time" type="time" required value={time} onChange={(e) => setTime(e.target.value)} />
            </Field>
          </div>
          <div className="flex flex-wrap items-center gap-4">
            <Button type="submit" variant="primary" disabled={pending || `${date}T${time}` === asked.from}>
              {t('move')}
            </Button>
            <Link href={href} className="link min-h-6">
              {t('openIt')}
            </Link>
          </div>
        </form>
      )}
    </Dialog>
  )
}
