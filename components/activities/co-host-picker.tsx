'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useChoices } from '@/components/form/use-choices'
import { Field, Input } from '@/components/ui/input'
import type { Locale, LocalText } from '@/db/vocabulary'
import { findGroupsAction } from '@/lib/activities/actions'
import type { CoHost } from '@/lib/activities/queries/plan'
import type { PlanInput } from '@/lib/activities/schema'
import { textIn } from '@/lib/i18n/text'

type Shown = { id: string; names: LocalText; acceptedAt?: Date | null; declinedAt?: Date | null }

type Props = { name: 'coHostIds' | 'supportIds'; coHosts: CoHost[]; leadId: string; locale: Locale }

/** The groups that are asked to host too, or to support. */
export function CoHostPicker({ name, coHosts, leadId, locale }: Props) {
  const t = useTranslations('activities.form')
  const { setValue, watch } = useFormContext<PlanInput>()
  const [known, setKnown] = useState<Shown[]>(coHosts)
  const { found, search, clear } = useChoices(findGroupsAction)
  const ids = watch(name) ?? []
  const others = watch(name === 'coHostIds' ? 'supportIds' : 'coHostIds') ?? []
  const searchId = useId()
  const words = name === 'coHostIds' ? 'coHosts' : 'supporters'
  const set = (next: string[]) => setValue(name, next, { shouldDirty: true })
  const shown = ids.flatMap((id) => known.find((host) => host.id === id) ?? [])
  const state = (host: Shown) => t(`coHostState.${host.acceptedAt ? 'accepted' : host.declinedAt ? 'declined' : 'asked'}`)
  return (
    <div>
      {shown.length > 0 && (
        <ul className="mb-3 flex flex-wrap gap-2">
          {shown.map((host) => (
            <li key={host.id} className="chip">
              {textIn(host.names, locale)} · {state(host)}
              <button
                type="button"
                className="min-h-6 min-w-6"
                aria-label={t('coHostRemove', { name: textIn(host.names, locale) })}
                onClick={() => set(ids.filter((id) => id !== host.id))}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field id={searchId} label={t(words)} hint={t(`${words}Hint`)}>
        <Input
          id={searchId}
          type="search"
          autoComplete="off"
          aria-describedby={`${searchId}-hint`}
          onChange={(e) => search(e.target.value)}
        />
      </Field>
      <ul className="mt-2" aria-live="polite">
        {found
          ?.filter((group) => group.id !== leadId && !ids.includes(group.id) && !others.includes(group.id))
          .map((group) => (
            <li key={group.id}>
              <button
                type="button"
                className="menu-item"
                onClick={() => {
                  setKnown([...known, group])
                  set([...ids, group.id])
                  clear()
                }}
              >
                + {textIn(group.names, locale)}
              </button>
            </li>
          ))}
      </ul>
    </div>
  )
}
