'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { codeText, loadErrorTexts } from '@/components/form/error-texts'
import { Notice } from '@/components/ui/notice'
import type { Locale } from '@/db/vocabulary'
import type { Result } from '@/lib/action'
import { tickOnRosterAction, voidCheckInAction } from '@/lib/attendance/actions'
import type { DoorCounts, RosterRow } from '@/lib/attendance/queries/roster'
import { shownText } from '@/lib/i18n/text'
import { formatTime } from '@/lib/time/format'
import styles from './door.module.css'
import { LastCard, type LastTick } from './last-card'
import { WalkInPanel } from './walk-in-panel'

type Mark = Pick<RosterRow, 'inAt' | 'source' | 'timeliness'>
const nobody: Mark = { inAt: null, source: null, timeliness: null }
const filters = ['all', 'absent', 'here'] as const
/** How often what other helpers did is fetched. */
const REFRESH_MS = 15_000

/** The roster at the door: search, tick, undo, walk-ins. A tick shows at once and goes back when it was refused. */
export function Door({
  activityId,
  rows,
  counts,
  zone,
  me,
  canTick,
}: {
  activityId: string
  rows: RosterRow[]
  counts: DoorCounts
  zone: string
  me: string
  canTick: boolean
}) {
  const t = useTranslations('attendance')
  const locale = useLocale() as Locale
  const router = useRouter()
  const [marks, setMarks] = useState<Record<string, Mark>>({})
  const [busy, setBusy] = useState<string>()
  const [last, setLast] = useState<LastTick>()
  const [refusal, setRefusal] = useState<string>()
  const [search, setSearch] = useState('')
  const [show, setShow] = useState<(typeof filters)[number]>('all')

  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [router])
  // biome-ignore lint/correctness/useExhaustiveDependencies: fresh rows from the server replace what was marked here
  useEffect(() => setMarks({}), [rows])

  const current = rows.map((row) => ({ ...row, name: row.name || t('door.erased'), ...marks[row.personId] }))
  const present = counts.present + current.filter((r) => r.inAt).length - rows.filter((r) => r.inAt).length
  const overBy = counts.capacity === null ? 0 : Math.max(0, present - counts.capacity)
  const wanted = search.trim().toLowerCase()
  const found = current.filter((row) => !wanted || row.name.toLowerCase().includes(wanted) || isPinyinOf(row.sortKey, wanted))
  const shown = found.filter((row) => show === 'all' || (show === 'here') === (row.inAt !== null))
  const sizes = { all: found.length, here: found.filter((r) => r.inAt).length, absent: found.filter((r) => !r.inAt).length }

  async function run<T>(personId: string, optimistic: Mark, command: () => Promise<Result<T>>, done: (value: T) => void) {
    setRefusal(undefined)
    setBusy(personId)
    setMarks((m) => ({ ...m, [personId]: optimistic }))
    const result = await command().catch((): Result<T> => ({ ok: false, code: 'unavailable' }))
    setBusy(undefined)
    if (result.ok) return done(result.value)
    setMarks(({ [personId]: _, ...rest }) => rest)
    setRefusal(codeText(await loadErrorTexts(locale), result.code, result.values))
  }
  const tick = (row: { personId: string; name: string; note?: string }) =>
    run(
      row.personId,
      { inAt: new Date(), source: 'roster', timeliness: 'on_time' },
      () => tickOnRosterAction({ activityId, personId: row.personId }),
      (value) => {
        navigator.vibrate?.(40)
        setMarks((m) => ({ ...m, [row.personId]: value }))
        setLast({ ...value, name: row.name, note: row.note, tone: 'in', claimCode: null, at: Date.now() })
      },
    )
  const undo = (row: { personId: string; name: string }, entryId?: string) =>
    run(
      row.personId,
      nobody,
      () => voidCheckInAction({ activityId, personId: row.personId, entryId }),
      ({ isIn }) => {
        setLast({ ...row, tone: 'undone', entryId: null, claimCode: null, at: Date.now() })
        if (isIn) router.refresh()
      },
    )
  const note = (row: RosterRow) => {
    const how = row.rsvp === null || row.walkInAt ? 'walk_in' : row.rsvp
    const known = how === 'going' || how === 'waitlisted' || how === 'offered' ? how : 'walk_in'
    return [t(`rsvp.${known}`), shownText(row.group, locale).text].filter(Boolean).join(' · ')
  }

  return (
    <div className={`${styles.dark} ${styles.door}`}>
      <dl className={styles.counts} aria-live="polite">
        <div>
          <dd data-testid="present">{present}</dd>
          <dt>{t('door.present')}</dt>
        </div>
        <div>
          <dd>{counts.going}</dd>
          <dt>{t('door.going')}</dt>
        </div>
        <div>
          <dd>{counts.walkIns}</dd>
          <dt>{t('door.walk_ins')}</dt>
        </div>
      </dl>
      {overBy > 0 && <Notice tone="warn">{t('door.over_by', { n: overBy })}</Notice>}
      <LastCard
        last={last}
        zone={zone}
        onUndo={(it) => undo(it, it.entryId ?? undefined)}
        onTick={tick}
        onGone={() => setLast(undefined)}
      />
      {refusal && <Notice tone="stop">{refusal}</Notice>}
      <div className="field">
        <label htmlFor="roster-search">{t('door.search')}</label>
        <input
          id="roster-search"
          type="search"
          className="input"
          placeholder={t('door.search_hint')}
          autoComplete="off"
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
      </div>
      <fieldset className={styles.filters}>
        <legend className="sr-only">{t('door.filter')}</legend>
        {filters.map((key) => (
          <button key={key} type="button" aria-pressed={show === key} onClick={() => setShow(key)}>
            {t(`door.${key}`, { n: sizes[key] })}
          </button>
        ))}
      </fieldset>
      <ul className={styles.roster} aria-label={t('door.roster')}>
        {shown.map((row) => (
          <li key={row.personId} className={styles.row} data-in={row.inAt ? '' : undefined}>
            <div>
              <b>{row.name}</b>
              <small>{note(row)}</small>
            </div>
            {row.inAt ? (
              <>
                <span className={styles.state}>
                  ✓ {row.source === 'correction' ? t('door.corrected_short') : formatTime(row.inAt, zone)}
                  <small className="font-normal">{row.source && t(`source.${row.source}`)}</small>
                </span>
                {canTick && row.personId !== me && (
                  <button
                    type="button"
                    className={styles.undo}
                    aria-label={t('door.undo_name', { name: row.name })}
                    disabled={busy === row.personId}
                    onClick={() => undo(row)}
                  >
                    {t('door.undo')}
                  </button>
                )}
              </>
            ) : row.personId === me ? (
              <small>{t('door.own')}</small>
            ) : (
              <>
                {row.excusedAt && <small>{t('door.excused')}</small>}
                {row.noShowAt && <small>{t('door.no_show')}</small>}
                {canTick && (
                  <button
                    type="button"
                    className={styles.tick}
                    aria-label={t('door.tick_name', { name: row.name })}
                    disabled={busy === row.personId}
                    onClick={() => tick({ ...row, note: note(row) })}
                  >
                    {t('door.tick')}
                  </button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="py-4 text-center text-ink-2" role="status">
          {rows.length === 0
            ? `${t('door.empty')}。${t('door.empty_next')}`
            : found.length === 0
              ? t('door.none_found', { search: search.trim() })
              : t(show === 'here' ? 'door.none_here' : 'door.none_absent')}
        </p>
      )}
      {canTick && (
        <WalkInPanel
          activityId={activityId}
          name={found.length === 0 ? search.trim() : ''}
          onDone={(value) => {
            setLast({ ...value, tone: 'in', note: t('rsvp.walk_in'), at: Date.now() })
            setSearch('')
            router.refresh()
          }}
        />
      )}
    </div>
  )
}

/** Whether a sort key (`zhao4 ming2`) begins with what was typed of its pinyin, blanks and tones left out. */
const isPinyinOf = (sortKey: string, typed: string): boolean => sortKey.replace(/[\d\s]/g, '').startsWith(typed.replace(/\s/g, ''))
