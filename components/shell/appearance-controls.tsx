'use client'

import { useState } from 'react'
import { THEME_COOKIE, type Theme, TYPE_COOKIE, type TypeSize } from './appearance'

const remember = (name: string, value: string) => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in the browsers of older phones
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}

type Choice<T> = { value: T; label: string }

function Segments<T extends string>({
  legend,
  choices,
  value,
  onPick,
}: {
  legend: string
  choices: Choice<T>[]
  value: T
  onPick: (v: T) => void
}) {
  return (
    <fieldset className="py-1.5">
      <legend className="small muted mb-1">{legend}</legend>
      <div className="segments">
        {choices.map((c) => (
          <button key={c.value} type="button" aria-pressed={c.value === value} onClick={() => onPick(c.value)}>
            {c.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

/** Theme and size of type: applied at once and kept in two cookies that the layout reads. */
export function AppearanceControls(props: {
  theme: Theme
  typeSize: TypeSize
  themeLegend: string
  typeLegend: string
  themes: Choice<Theme>[]
  typeSizes: Choice<TypeSize>[]
}) {
  const [theme, setTheme] = useState(props.theme)
  const [typeSize, setTypeSize] = useState(props.typeSize)
  return (
    <>
      <Segments
        legend={props.themeLegend}
        choices={props.themes}
        value={theme}
        onPick={(value) => {
          setTheme(value)
          document.documentElement.dataset.theme = value
          remember(THEME_COOKIE, value)
        }}
      />
      <Segments
        legend={props.typeLegend}
        choices={props.typeSizes}
        value={typeSize}
        onPick={(value) => {
          setTypeSize(value)
          document.documentElement.dataset.type = value
          remember(TYPE_COOKIE, value)
        }}
      />
    </>
  )
}
