import type { ComponentProps, ReactNode } from 'react'

/** Ids that tie an input to its hint and its error. */
export const describedBy = (id: string, hint: unknown, error: unknown) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined

/** A label, its input (child with `id`), a hint and an error. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  className = '',
  children,
}: {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  /** The word for "optional", shown after the label. */
  optional?: string
  className?: string
  children: ReactNode
}) {
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="small muted font-normal"> · {optional}</span>}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {children}
      {error && (
        <span id={`${id}-error`} className="field-error">
          {error}
        </span>
      )}
    </div>
  )
}

const classes = (className?: string) => (className ? `input ${className}` : 'input')

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={classes(className)} {...rest} />
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={classes(className)} {...rest} />
}

export type Option = { value: string; label: string; hint?: string }

export function Select({ className, options, children, ...rest }: ComponentProps<'select'> & { options?: readonly Option[] }) {
  return (
    <select className={classes(className)} {...rest}>
      {children}
      {options?.map((o) => (
        <option key={o.value} value={o.value}>
          {o.label}
        </option>
      ))}
    </select>
  )
}

export function Checkbox({ label, hint, className = '', ...rest }: ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <label className={`check ${className}`}>
      <input type="checkbox" {...rest} />
      <span>
        {label}
        {hint && <span className="field-hint block">{hint}</span>}
      </span>
    </label>
  )
}

/** One of a few, each a card with a word and a hint. */
export function RadioCards({
  legend,
  options,
  className = 'grid gap-2 sm:grid-cols-2',
  error,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { legend: ReactNode; options: readonly Option[]; error?: ReactNode }) {
  return (
    <fieldset className="field">
      <legend className="mb-1.5">{legend}</legend>
      <div className={className}>
        {options.map((o) => (
          <label key={o.value} className="radio-card">
            <input
              {...rest}
              type="radio"
              value={o.value}
              defaultChecked={rest.defaultValue === o.value || undefined}
              defaultValue={undefined}
            />
            <span>
              <span className="font-semibold">{o.label}</span>
              {o.hint && <span className="field-hint block">{o.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <span className="field-error">{error}</span>}
    </fieldset>
  )
}
