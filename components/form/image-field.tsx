'use client'

import { useId, useState } from 'react'
import { useController } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/input'
import { useAddressLocale } from './client-texts'
import { codeText, loadErrorTexts } from './error-texts'
import { imageTypes, sendImage } from './send-image'

type Words = { label: string; hint: string; alt: string; remove: string; sending: string; optional: string }

/** One picture of a form, sent as soon as it is chosen; its value is the picture's id. */
export function ImageField({ name, words }: { name: string; words: Words }) {
  const id = useId()
  const locale = useAddressLocale()
  const { field, fieldState } = useController({ name })
  const [progress, setProgress] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<string>()
  const take = async (file: File | undefined) => {
    if (!file) return
    setRefusal(undefined)
    setProgress(0)
    const answer = await sendImage(file, setProgress)
    setProgress(null)
    if ('id' in answer) field.onChange(answer.id)
    else setRefusal(codeText(await loadErrorTexts(locale), answer.code))
  }
  return (
    <Field id={id} label={words.label} hint={words.hint} error={refusal ?? fieldState.error?.message} optional={words.optional}>
      {field.value ? (
        <div className="flex flex-wrap items-end gap-4">
          {/* biome-ignore lint/performance/noImgElement: who may see it is asked at each request */}
          <img src={`/api/files/${field.value}?w=480`} alt={words.alt} className="h-36 rounded-lg object-cover" />
          <Button size="s" id={id} onClick={() => field.onChange(undefined)}>
            {words.remove}
          </Button>
        </div>
      ) : (
        <input
          id={id}
          type="file"
          accept={imageTypes}
          className="input py-3"
          disabled={progress !== null}
          aria-describedby={`${id}-hint`}
          onChange={(e) => void take(e.target.files?.[0])}
        />
      )}
      {progress !== null && <progress className="h-2 w-full" max={1} value={progress} aria-label={words.sending} />}
    </Field>
  )
}
