'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useAddressLocale } from '@/components/form/client-texts'
import { codeText, type ErrorTexts, loadErrorTexts } from '@/components/form/error-texts'
import { Button } from '@/components/ui/button'
import { Field, Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { Result } from '@/lib/action'
import { readChainAction, rsvpChainAction } from '@/lib/rsvps/actions'
import type { ChainAnswer } from '@/lib/rsvps/commands/chain'
import type { ChainRow } from '@/lib/rsvps/queries/chain'

type Read = { rows: ChainRow[]; cappedAt: number | null }

/** A pasted 接龙: read, looked at, and then registered. Needs the messages `rsvps.people.chain`. */
export function ChainForm({ activityId }: { activityId: string }) {
  const t = useTranslations('rsvps.people.chain')
  const locale = useAddressLocale()
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [text, setText] = useState('')
  const [read, setRead] = useState<Read>()
  const [left, setLeft] = useState<string[]>([])
  const [answer, setAnswer] = useState<ChainAnswer>()
  const [texts, setTexts] = useState<ErrorTexts>()
  const [refusal, setRefusal] = useState<string>()

  function run<T>(work: () => Promise<Result<T>>, then: (value: T) => void) {
    setRefusal(undefined)
    startTransition(async () => {
      const result = await work().catch((): Result<T> => ({ ok: false, code: 'unavailable' }))
      const words = await loadErrorTexts(locale)
      setTexts(words)
      if (result.ok) then(result.value)
      else setRefusal(codeText(words, result.code, result.values))
    })
  }
  const chosen = read?.rows.filter((row) => !row.already && !left.includes(row.name)) ?? []
  const register = () =>
    run(
      () =>
        rsvpChainAction({
          activityId,
          entries: chosen.map(({ name, personId, companions }) => ({ displayName: name, personId, companions })),
        }),
      (value) => {
        setAnswer(value)
        setRead(undefined)
        setText('')
        router.refresh()
      },
    )
  const again = () => {
    setRead(undefined)
    setAnswer(undefined)
    setLeft([])
  }

  if (answer && texts) return <Taken answer={answer} texts={texts} again={again} />
  return (
    <div className="flex flex-col gap-4">
      {refusal && <Notice tone="stop">{refusal}</Notice>}
      {read && read.rows.length === 0 && <Notice tone="warn">{t('none')}</Notice>}
      {read && read.rows.length > 0 ? (
        <>
          {read.cappedAt !== null && <Notice tone="warn">{t('capped', { n: read.cappedAt })}</Notice>}
          <ul className="card divide-y divide-line" aria-label={t('caption')}>
            {read.rows.map((row) => (
              <ChainLine
                key={row.name}
                row={row}
                isTaken={!row.already && !left.includes(row.name)}
                onTake={(isTaken) => setLeft(isTaken ? left.filter((name) => name !== row.name) : [...left, row.name])}
              />
            ))}
          </ul>
          <div className="flex flex-wrap gap-3">
            <Button variant="primary" disabled={pending || chosen.length === 0} aria-busy={pending || undefined} onClick={register}>
              {t('go', { n: chosen.length })}
            </Button>
            <Button variant="plain" onClick={again}>
              {t('again')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Field id="chain" label={t('text')}>
            <Textarea
              id="chain"
              rows={6}
              maxLength={20_000}
              value={text}
              placeholder={t('placeholder')}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Button
            className="self-start"
            disabled={pending || text.trim() === ''}
            onClick={() => run(() => readChainAction({ activityId, text }), setRead)}
          >
            {t('read')}
          </Button>
        </>
      )}
    </div>
  )
}

function ChainLine({ row, isTaken, onTake }: { row: ChainRow; isTaken: boolean; onTake: (isTaken: boolean) => void }) {
  const t = useTranslations('rsvps.people.chain')
  const who = row.already ? t('already') : row.personId ? t('member') : row.namesakes > 1 ? t('several', { n: row.namesakes }) : t('new')
  return (
    <li>
      <label className="flex min-h-12 items-center gap-3 px-4 py-2">
        <input
          type="checkbox"
          className="size-5"
          checked={isTaken}
          disabled={row.already}
          onChange={(event) => onTake(event.target.checked)}
        />
        <span className="min-w-0 flex-1">
          <span className="font-semibold">{row.name}</span> {row.companions > 0 && <span className="muted">+{row.companions}</span>}
          <span className="muted small block break-words">{[who, row.note].filter(Boolean).join(' · ')}</span>
        </span>
      </label>
    </li>
  )
}

function Taken({ answer, texts, again }: { answer: ChainAnswer; texts: ErrorTexts; again: () => void }) {
  const t = useTranslations('rsvps.people.chain')
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="ok">{t('done', { going: answer.going, waiting: answer.waiting })}</Notice>
      {answer.refused.length > 0 && (
        <Notice tone="warn">
          <p className="font-semibold">{t('refusedTitle')}</p>
          <ul>
            {answer.refused.map(({ name, code }) => (
              <li key={name}>
                {name}: {codeText(texts, code)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {answer.claimCodes.length > 0 && (
        <section>
          <h3 className="text-lg">{t('codes')}</h3>
          <ul>
            {answer.claimCodes.map(({ name, code }) => (
              <li key={name}>
                {name} <b className="font-mono tracking-widest">{code}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Button onClick={again} className="self-start">
        {t('again')}
      </Button>
    </div>
  )
}
