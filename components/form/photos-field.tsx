'use client'

import { type ClipboardEvent, type DragEvent, type ReactNode, useId, useState } from 'react'
import { useController } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useAddressLocale, useWords } from './client-texts'
import { codeText, loadErrorTexts } from './error-texts'
import styles from './photos.module.css'
import { imageTypes, sendImage } from './send-image'

type Words = Record<'title' | 'hint' | 'add' | 'earlier' | 'remove' | 'sending' | 'tooMany' | 'removed', string> &
  Record<'one' | 'earlierOf' | 'removeOf', (n: number) => string>
type Props<P> = {
  name: string
  most: number
  words: Words
  /** A photo as it begins, just sent. */
  fresh: (fileId: string) => P
  /** What is asked about each. */
  children: (photo: P, change: (over: Partial<P>) => void, index: number) => ReactNode
}

/** Pictures of a form: chosen, pasted or dropped and sent at once; put in order and taken away by buttons, which can be undone. */
export function PhotosField<P extends { fileId: string }>({ name, most, words, fresh, children }: Props<P>) {
  const id = useId()
  const undo = useWords()('undo')
  const locale = useAddressLocale()
  const { field, fieldState } = useController({ name })
  const photos: P[] = field.value ?? []
  const [progress, setProgress] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [removed, setRemoved] = useState<{ photo: P; index: number } | null>(null)
  const free = most - photos.length

  const take = async (files: File[]) => {
    if (files.length === 0 || progress !== null) return
    setRemoved(null)
    setRefusal(files.length > free ? words.tooMany : null)
    const added: P[] = []
    for (const file of files.slice(0, free)) {
      setProgress(0)
      const answer = await sendImage(file, setProgress)
      if ('id' in answer) added.push(fresh(answer.id))
      else setRefusal(codeText(await loadErrorTexts(locale), answer.code))
    }
    setProgress(null)
    if (added.length > 0) field.onChange([...photos, ...added])
  }
  const change = (index: number) => (over: Partial<P>) => field.onChange(photos.map((p, i) => (i === index ? { ...p, ...over } : p)))
  const earlier = (index: number) =>
    field.onChange(photos.map((p, i) => (i === index - 1 ? photos[index] : i === index ? photos[index - 1] : p)))
  const remove = (photo: P, index: number) => {
    setRemoved({ photo, index })
    field.onChange(photos.filter((_, at) => at !== index))
  }
  const putBack = () => {
    if (removed) field.onChange(photos.toSpliced(removed.index, 0, removed.photo))
    setRemoved(null)
  }
  const dropped = (e: DragEvent) => {
    e.preventDefault()
    void take([...e.dataTransfer.files])
  }
  const pasted = (e: ClipboardEvent) => void take([...e.clipboardData.files])

  return (
    <fieldset className={styles.field} onDragOver={(e) => e.preventDefault()} onDrop={dropped} onPaste={pasted}>
      <legend>{words.title}</legend>
      <p className="small muted">{words.hint}</p>
      {photos.length > 0 && (
        <ol className={styles.list}>
          {photos.map((photo, i) => (
            <li key={photo.fileId} data-testid="photo">
              {/* biome-ignore lint/performance/noImgElement: who may see it is asked at each request */}
              <img src={`/api/files/${photo.fileId}?w=480`} alt={words.one(i + 1)} />
              {children(photo, change(i), i)}
              <div className="mt-auto flex flex-wrap gap-2">
                {i > 0 && (
                  <Button size="s" aria-label={words.earlierOf(i + 1)} onClick={() => earlier(i)}>
                    {words.earlier}
                  </Button>
                )}
                <Button size="s" variant="plain" aria-label={words.removeOf(i + 1)} onClick={() => remove(photo, i)}>
                  {words.remove}
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      {free > 0 && (
        <div>
          <label htmlFor={id} className="small">
            {words.add}
          </label>
          <input
            id={id}
            type="file"
            className="input py-3"
            multiple
            accept={imageTypes}
            disabled={progress !== null}
            onChange={(e) => {
              void take([...(e.target.files ?? [])])
              e.target.value = ''
            }}
          />
        </div>
      )}
      {progress !== null && <progress className={styles.progress} max={1} value={progress} aria-label={words.sending} />}
      <div aria-live="polite">
        {fieldState.error?.message && <span className="field-error">{fieldState.error.message}</span>}
        {refusal && <Notice tone="stop">{refusal}</Notice>}
        {removed && free > 0 && (
          <Notice>
            {words.removed}
            <button type="button" className="link ml-3 min-h-6 font-semibold" onClick={putBack}>
              {undo}
            </button>
          </Notice>
        )}
      </div>
    </fieldset>
  )
}
