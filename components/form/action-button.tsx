'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Result } from '@/lib/action'
import { useAddressLocale, useWords } from './client-texts'
import { codeText, loadErrorTexts } from './error-texts'

type Command<I, T> = (input: I) => Promise<Result<T>>

/**
 * A command by one press. `confirm` asks once before; `doneLabel` says what happened, with `undo` beside it; a refusal
 * is said in words. The page's data are refreshed afterwards.
 */
export function ActionButton<I, T, U = unknown>({
  action,
  input,
  label,
  confirm,
  doneLabel,
  undo,
  onDone,
  variant = 'quiet',
  size,
  className,
  disabled,
}: ButtonLook & {
  action: Command<I, T>
  input: I
  label: ReactNode
  confirm?: string
  doneLabel?: string
  undo?: { action: Command<U, unknown>; input: U; label?: string }
  onDone?: (value: T) => void
  className?: string
  disabled?: boolean
}) {
  const t = useWords()
  const locale = useAddressLocale()
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  function run<A, B>(command: Command<A, B>, with_: A, then: (value: B) => void) {
    setAsking(false)
    setRefusal(undefined)
    startTransition(async () => {
      const result = await command(with_).catch((): Result<B> => ({ ok: false, code: 'unavailable' }))
      if (!result.ok) return setRefusal(codeText(await loadErrorTexts(locale), result.code, result.values))
      then(result.value)
      router.refresh()
    })
  }
  const go = () =>
    run(action, input, (value) => {
      setDone(true)
      onDone?.(value)
    })

  if (asking)
    return (
      <div className="flex flex-col gap-2" role="alertdialog" aria-label={confirm}>
        <p>{confirm}</p>
        <div className="flex flex-wrap gap-2">
          <Button variant={variant === 'danger' ? 'danger' : 'primary'} size={size} onClick={go}>
            {label}
          </Button>
          <Button size={size} onClick={() => setAsking(false)} autoFocus>
            {t('cancel')}
          </Button>
        </div>
      </div>
    )
  if (done && doneLabel)
    return (
      <Notice tone="ok">
        {doneLabel}
        {undo && (
          <button
            type="button"
            className="link ml-3 min-h-6 font-semibold"
            disabled={pending}
            onClick={() => run(undo.action, undo.input, () => setDone(false))}
          >
            {undo.label ?? t('undo')}
          </button>
        )}
      </Notice>
    )
  return (
    <>
      <Button
        variant={variant}
        size={size}
        className={className}
        disabled={disabled || pending}
        aria-busy={pending || undefined}
        onClick={() => (confirm ? setAsking(true) : go())}
      >
        {pending ? t('pending') : label}
      </Button>
      {refusal && <Notice tone="stop">{refusal}</Notice>}
    </>
  )
}
