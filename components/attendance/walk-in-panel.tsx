'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { codeText, loadErrorTexts } from '@/components/form/error-texts'
import { Notice } from '@/components/ui/notice'
import type { Result } from '@/lib/action'
import { addWalkInAction, findMembersAction } from '@/lib/attendance/actions'
import styles from './door.module.css'

type Answer = Awaited<ReturnType<typeof addWalkInAction>>
export type WalkedIn = Extract<Answer, { ok: true }>['value']

const PAUSE_MS = 250

/** Somebody who is not on the roster: found among the hosts' members, or added by name. */
export function WalkInPanel({ activityId, name: given, onDone }: { activityId: string; name: string; onDone: (value: WalkedIn) => void }) {
  const t = useTranslations('attendance.door')
  const locale = useLocale()
  const [typed, setTyped] = useState<string>()
  const [matches, setMatches] = useState<{ personId: string; name: string }[]>()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  /** Until an answer comes, the same name sent again is the same person. */
  const requestIds = useRef(new Map<string, string | undefined>())
  const shown = typed ?? given
  const name = shown.trim()

  useEffect(() => {
    setMatches(undefined)
    if (!name) return
    let isCurrent = true
    const timer = setTimeout(async () => {
      const result = await findMembersAction({ activityId, search: name }).catch(() => null)
      if (isCurrent && result?.ok) setMatches(result.value)
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [activityId, name])

  function addNew() {
    const requestId = requestIds.current.get(name) ?? crypto.randomUUID?.()
    requestIds.current.set(name, requestId)
    return add({ displayName: name, requestId })
  }

  async function add(who: { personId: string } | { displayName: string; requestId?: string }) {
    setBusy(true)
    setRefusal(undefined)
    const result = await addWalkInAction({ activityId, ...who }).catch((): Result<WalkedIn> => ({ ok: false, code: 'unavailable' }))
    setBusy(false)
    if (!result.ok) return setRefusal(codeText(await loadErrorTexts(locale), result.code, result.values))
    requestIds.current.delete(name)
    setTyped(undefined)
    onDone(result.value)
  }

  return (
    <section className={styles.panel} id="walk-in" aria-labelledby="walk-in-title">
      <h2 id="walk-in-title">{t('walk_in')}</h2>
      <div className="field">
        <label htmlFor="walk-in-name">{t('walk_in_name')}</label>
        <span id="walk-in-hint" className="field-hint">
          {t('walk_in_hint')}
        </span>
        <input
          id="walk-in-name"
          className="input"
          aria-describedby="walk-in-hint"
          autoComplete="off"
          maxLength={80}
          value={shown}
          onChange={(e) => setTyped(e.target.value)}
        />
      </div>
      {name && matches && (
        <div className={styles.matches}>
          {matches.length > 0 && <p className="small muted">{t('walk_in_members')}</p>}
          {matches.map((member) => (
            <button key={member.personId} type="button" disabled={busy} onClick={() => add({ personId: member.personId })}>
              {member.name}
              <span>{t('tick')}</span>
            </button>
          ))}
          {matches.length === 0 && <p className="small muted">{t('walk_in_none')}</p>}
          <button type="button" disabled={busy} aria-busy={busy || undefined} onClick={addNew}>
            {busy ? t('working') : t('walk_in_new', { name })}
          </button>
        </div>
      )}
      {refusal && <Notice tone="stop">{refusal}</Notice>}
    </section>
  )
}
