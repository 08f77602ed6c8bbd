'use client'

import { useTranslations } from 'next-intl'
import { type ClipboardEvent, type DragEvent, useId, useState } from 'react'
import { useController } from 'react-hook-form'
import { useAddressLocale } from '@/components/form/client-texts'
import { codeText, loadErrorTexts } from '@/components/form/error-texts'
import { imageTypes, sendImage } from '@/components/form/send-image'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { MAX_RECAP_PHOTOS } from '@/lib/attendance/schema'
import styles from './photos.module.css'

type Photo = { fileId: string; consented: boolean }

/** Up to six pictures: chosen, pasted or dropped; put in order and taken away by buttons; for each whether its people agreed. */
export function PhotosField({ name }: { name: string }) {
  const t = useTranslations('attendance.recap.photos')
  const id = useId()
  const locale = useAddressLocale()
  const { field } = useController({ name })
  const photos: Photo[] = field.value ?? []
  const [progress, setProgress] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const free = MAX_RECAP_PHOTOS - photos.length

  const take = async (files: File[]) => {
    if (files.length === 0 || progress !== null) return
    setRefusal(files.length > free ? t('too_many', { most: MAX_RECAP_PHOTOS }) : null)
    const added: Photo[] = []
    for (const file of files.slice(0, free)) {
      setProgress(0)
      const answer = await sendImage(file, setProgress)
      if ('id' in answer) added.push({ fileId: answer.id, consented: false })
      else setRefusal(codeText(await loadErrorTexts(locale), answer.code))
    }
    setProgress(null)
    if (added.length > 0) field.onChange([...photos, ...added])
  }
  const change = (index: number, over: Partial<Photo>) => field.onChange(photos.map((p, i) => (i === index ? { ...p, ...over } : p)))
  const earlier = (index: number) =>
    field.onChange(photos.map((p, i) => (i === index - 1 ? photos[index] : i === index ? photos[index - 1] : p)))
  const dropped = (e: DragEvent) => {
    e.preventDefault()
    void take([...e.dataTransfer.files])
  }
  const pasted = (e: ClipboardEvent) => void take([...e.clipboardData.files])

  return (
    <fieldset className={styles.field} onDragOver={(e) => e.preventDefault()} onDrop={dropped} onPaste={pasted}>
      <legend>{t('title')}</legend>
      <p className="small muted">{t('hint', { most: MAX_RECAP_PHOTOS })}</p>
      {photos.length > 0 && (
        <ol className={styles.list}>
          {photos.map((photo, i) => (
            <li key={photo.fileId} data-testid="photo">
              {/* biome-ignore lint/performance/noImgElement: who may see it is asked at each request */}
              <img src={`/api/files/${photo.fileId}?w=480`} alt={t('one', { n: i + 1 })} />
              <label>
                <input type="checkbox" checked={photo.consented} onChange={(e) => change(i, { consented: e.target.checked })} />
                <span>{t('consented')}</span>
              </label>
              <div className="flex flex-wrap gap-2">
                {i > 0 && (
                  <Button size="s" aria-label={t('earlier_of', { n: i + 1 })} onClick={() => earlier(i)}>
                    {t('earlier')}
                  </Button>
                )}
                <Button
                  size="s"
                  variant="plain"
                  aria-label={t('remove_of', { n: i + 1 })}
                  onClick={() => field.onChange(photos.filter((_, at) => at !== i))}
                >
                  {t('remove')}
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      {free > 0 && (
        <div>
          <label htmlFor={id} className="small">
            {t('add')}
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
      {progress !== null && <progress className={styles.progress} max={1} value={progress} aria-label={t('sending')} />}
      <div aria-live="polite">{refusal && <Notice tone="stop">{refusal}</Notice>}</div>
    </fieldset>
  )
}
