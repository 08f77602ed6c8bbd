'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { get, useController, useFormContext } from 'react-hook-form'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Checkbox, describedBy, Field, Input, type Option, RadioCards, Select, Textarea } from '@/components/ui/input'
import { useWords } from './client-texts'

type Common = { name: string; label: ReactNode; hint?: ReactNode; optional?: boolean; className?: string }

/** What an input needs to stand in the form: registration, ids, the error in words. */
function useField(name: string, hint: ReactNode) {
  const t = useWords()
  const id = useId()
  const { register, formState } = useFormContext()
  const found: { message?: string; root?: { message?: string } } | undefined = get(formState.errors, name)
  const error = found?.message ?? found?.root?.message
  const start: unknown = get(formState.defaultValues, name)
  return {
    id,
    error,
    /** Stands in the markup of the server, before and without JavaScript. */
    defaultValue: typeof start === 'string' || typeof start === 'number' ? start : undefined,
    optionalWord: t('optional'),
    register,
    input: { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': describedBy(id, hint, error) },
  }
}

type Own = keyof Common | 'id'

export function TextField({ name, label, hint, optional, className, ...rest }: Common & Omit<ComponentProps<'input'>, Own>) {
  const f = useField(name, hint)
  return (
    <Field id={f.id} label={label} hint={hint} error={f.error} optional={optional ? f.optionalWord : undefined} className={className}>
      <Input defaultValue={f.defaultValue} {...rest} {...f.register(name)} {...f.input} />
    </Field>
  )
}

export function TextAreaField({ name, label, hint, optional, className, ...rest }: Common & Omit<ComponentProps<'textarea'>, Own>) {
  const f = useField(name, hint)
  return (
    <Field id={f.id} label={label} hint={hint} error={f.error} optional={optional ? f.optionalWord : undefined} className={className}>
      <Textarea defaultValue={f.defaultValue} {...rest} {...f.register(name)} {...f.input} />
    </Field>
  )
}

/** `placeholder` is the text of the empty choice; without it there is none. */
export function SelectField({
  name,
  label,
  hint,
  optional,
  className,
  options,
  placeholder,
  ...rest
}: Common & { options: readonly Option[]; placeholder?: string } & Omit<ComponentProps<'select'>, Own | 'placeholder'>) {
  const f = useField(name, hint)
  return (
    <Field id={f.id} label={label} hint={hint} error={f.error} optional={optional ? f.optionalWord : undefined} className={className}>
      <Select defaultValue={f.defaultValue} {...rest} options={options} {...f.register(name)} {...f.input}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
      </Select>
    </Field>
  )
}

/** One box: true or false. With `value`, several boxes of one `name` make a list of strings. */
export function CheckboxField({ name, label, hint, className, value }: Omit<Common, 'optional'> & { value?: string }) {
  const f = useField(name, null)
  return (
    <div className={className}>
      <Checkbox label={label} hint={hint} value={value} {...f.register(name)} {...f.input} />
      {f.error && (
        <span id={`${f.id}-error`} className="field-error">
          {f.error}
        </span>
      )}
    </div>
  )
}

export function RadioCardsField({ name, label, options, className }: Omit<Common, 'optional' | 'hint'> & { options: readonly Option[] }) {
  const f = useField(name, null)
  return <RadioCards legend={label} options={options} className={className} error={f.error} {...f.register(name)} />
}

/** A wall-clock moment as `YYYY-MM-DDTHH:MM` (zone: the server's business), by a date and a time input. */
export function DateTimeField({ name, label, hint, optional, className }: Common) {
  const t = useWords()
  const f = useField(name, hint)
  const { field } = useController({ name })
  const [date = '', time = ''] = String(field.value ?? '').split('T')
  const set = (nextDate: string, nextTime: string) => field.onChange(nextDate || nextTime ? `${nextDate}T${nextTime}` : '')
  return (
    <fieldset className={`field ${className ?? ''}`}>
      <legend className="mb-1.5">
        {label}
        {optional && <span className="small muted font-normal"> · {f.optionalWord}</span>}
      </legend>
      {hint && (
        <span id={`${f.id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      <div className="flex flex-wrap gap-2">
        <Input
          {...f.input}
          ref={field.ref}
          type="date"
          className="flex-[3_1_9rem]"
          aria-label={t('date')}
          value={date}
          onBlur={field.onBlur}
          onChange={(e) => set(e.target.value, time)}
        />
        <Input
          {...f.input}
          id={`${f.id}-time`}
          type="time"
          className="flex-[2_1_7rem]"
          aria-label={t('time')}
          value={time}
          onBlur={field.onBlur}
          onChange={(e) => set(date, e.target.value)}
        />
      </div>
      {f.error && (
        <span id={`${f.id}-error`} className="field-error">
          {f.error}
        </span>
      )}
    </fieldset>
  )
}

/** A text in Chinese and in English: `name.zh` and `name.en`. */
export function LocalTextField({
  name,
  label,
  hint,
  optional,
  className,
  multiline = false,
  rows,
}: Common & { multiline?: boolean; rows?: number }) {
  const t = useWords()
  const f = useField(name, hint)
  const Line = multiline ? TextAreaField : TextField
  return (
    <fieldset className={`field ${className ?? ''}`}>
      <legend className="mb-1.5">
        {label}
        {optional && <span className="small muted font-normal"> · {f.optionalWord}</span>}
      </legend>
      {hint && <span className="field-hint">{hint}</span>}
      <div className="grid gap-3 sm:grid-cols-2">
        <Line name={`${name}.zh`} label={<span className="small font-normal">{t('zh')}</span>} lang="zh-CN" {...(multiline && { rows })} />
        <Line name={`${name}.en`} label={<span className="small font-normal">{t('en')}</span>} lang="en" {...(multiline && { rows })} />
      </div>
      {f.error && <span className="field-error">{f.error}</span>}
    </fieldset>
  )
}

/** Says what it does; while the form is under way it says so and takes no second press. */
export function SubmitButton({ children, variant = 'primary', ...rest }: ButtonLook & ComponentProps<'button'>) {
  const t = useWords()
  const { formState } = useFormContext()
  const busy = formState.isSubmitting
  return (
    <Button {...rest} type="submit" variant={variant} disabled={busy} aria-busy={busy || undefined}>
      {busy ? t('pending') : children}
    </Button>
  )
}
