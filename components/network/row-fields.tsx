'use client'

import { useTranslations } from 'next-intl'
import { type CSSProperties, useState } from 'react'
import { get, useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { useAddressLocale } from '@/components/form/client-texts'
import { CheckboxField, TextField } from '@/components/form/fields'
import { Button } from '@/components/ui/button'
import { kindIcons } from '@/lib/network/schema'
import { KindIcon } from './kind-icon'

type Row = { code: string; zh: string; en: string; hue: number; icon: string; countable?: boolean; retired: boolean }

/**
 * Kinds or venue categories as rows: rename, hue, icon, order, countable, retire. `kept` are codes that exist: they
 * keep their code and are retired rather than removed.
 */
export function RowFields({ name, kept, known }: { name: 'kinds' | 'categories'; kept: string[]; known: string[] }) {
  const t = useTranslations('network.rows')
  const { fields, append, remove, move } = useFieldArray({ name })
  const { formState } = useFormContext()
  const error = get(formState.errors, name) as { message?: string; root?: { message?: string } } | undefined
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 font-serif text-lg font-semibold">{t(`${name}.title`)}</legend>
      <p className="muted mb-1">{t(`${name}.hint`)}</p>
      {(error?.message ?? error?.root?.message) && <p className="field-error">{error?.message ?? error?.root?.message}</p>}
      <ol className="flex flex-col gap-2">
        {fields.map((field, i) => (
          <RowField
            key={field.id}
            path={`${name}.${i}`}
            countable={name === 'kinds'}
            isKept={kept.includes((field as unknown as Row).code)}
            isKnown={known.includes((field as unknown as Row).code)}
            onUp={i > 0 ? () => move(i, i - 1) : undefined}
            onDown={i < fields.length - 1 ? () => move(i, i + 1) : undefined}
            onRemove={() => remove(i)}
          />
        ))}
      </ol>
      <Button
        className="mt-2 self-start"
        onClick={() =>
          append({ code: '', zh: '', en: '', hue: 200, icon: 'star', retired: false, ...(name === 'kinds' && { countable: true }) })
        }
      >
        {t(`${name}.add`)}
      </Button>
    </fieldset>
  )
}

function RowField(props: {
  path: string
  countable: boolean
  isKept: boolean
  isKnown: boolean
  onUp?: () => void
  onDown?: () => void
  onRemove: () => void
}) {
  const { path } = props
  const t = useTranslations('network.rows')
  const row = useWatch({ name: path }) as Row | undefined
  const { formState, register } = useFormContext()
  const wrong = Boolean(get(formState.errors, path))
  const [isNew] = useState(!row?.zh && !row?.en)
  const [first, second] = useAddressLocale() === 'en' ? [row?.en, row?.zh] : [row?.zh, row?.en]
  const title = first || second || t('new')
  const hue = { '--h': Number(row?.hue ?? 200) } as CSSProperties
  return (
    <li className="card flex items-start gap-1 py-1 pr-2 pl-4">
      <details className="min-w-0 flex-1" open={wrong || isNew || undefined}>
        <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 py-1">
          <span className="chip chip-kind" style={hue}>
            <KindIcon icon={row?.icon ?? 'star'} /> {title}
          </span>
          <span className="muted small">{first ? second : ''}</span>
          {row?.retired && <span className="chip">{t('retired')}</span>}
          {props.countable && row?.countable === false && <span className="chip">{t('uncounted')}</span>}
        </summary>
        <div className="flex flex-col gap-4 pt-2 pb-4">
          {!props.isKnown && (
            <TextField name={`${path}.code`} label={t('code')} hint={t('codeHint')} autoComplete="off" className="max-w-64" />
          )}
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField name={`${path}.zh`} label={t('zh')} lang="zh-CN" autoComplete="off" />
            <TextField name={`${path}.en`} label={t('en')} lang="en" autoComplete="off" />
          </div>
          <label className="field">
            <span className="font-semibold">{t('hue')}</span>
            <input type="range" min={0} max={359} className="hue-range" style={hue} {...register(`${path}.hue`, { valueAsNumber: true })} />
          </label>
          <fieldset className="field">
            <legend className="mb-1.5">{t('icon')}</legend>
            <div className="flex flex-wrap gap-1">
              {kindIcons.map((icon) => (
                <label key={icon} className="icon-choice" title={t(`icons.${icon}`)}>
                  <input type="radio" value={icon} className="sr-only" aria-label={t(`icons.${icon}`)} {...register(`${path}.icon`)} />
                  <KindIcon icon={icon} size={22} />
                </label>
              ))}
            </div>
          </fieldset>
          {props.countable && <CheckboxField name={`${path}.countable`} label={t('countable')} hint={t('countableHint')} />}
          {props.isKept ? (
            <CheckboxField name={`${path}.retired`} label={t('retire')} hint={t('retireHint')} />
          ) : (
            <Button size="s" variant="plain" className="self-start" onClick={props.onRemove}>
              {t('remove')}
            </Button>
          )}
        </div>
      </details>
      <span className="flex pt-1.5">
        <Button
          size="s"
          variant="plain"
          disabled={!props.onUp}
          onClick={props.onUp}
          aria-label={t('up', { name: title })}
          title={t('up', { name: title })}
        >
          ↑
        </Button>
        <Button
          size="s"
          variant="plain"
          disabled={!props.onDown}
          onClick={props.onDown}
          aria-label={t('down', { name: title })}
          title={t('down', { name: title })}
        >
          ↓
        </Button>
      </span>
    </li>
  )
}
