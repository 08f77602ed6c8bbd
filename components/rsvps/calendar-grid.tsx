'use client'

import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/palette.css'
import '@fullcalendar/react/themes/classic/theme.css'
import FullCalendar, { type CalendarRef, type EventDropInfo, type EventSourceFunc, type EventSourceFuncInfo } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import listPlugin from '@fullcalendar/react/list'
import zhCn from '@fullcalendar/react/locales/zh-cn'
import classicTheme from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type CSSProperties, useRef, useState } from 'react'
import { codeText, loadErrorTexts } from '@/components/form/error-texts'
import { Notice } from '@/components/ui/notice'
import type { Locale } from '@/db/vocabulary'
import type { CalendarItem } from '@/lib/activities/queries/month'
import { textIn } from '@/lib/i18n/text'
import { moveActivityAction } from '@/lib/rsvps/actions'
import styles from './activity-calendar.module.css'
import { type Asked, MoveDialog } from './move-dialog'

export type CalendarProps = {
  /** The list's filters as an address says them: `kind=LEARN&district=330106`. */
  query: string
  /** The network's wall clock, `YYYY-MM-DDTHH:MM`. */
  now: string
  /** Where an activity opens: its page, or its workspace. */
  opens: 'page' | 'workspace'
  locale: Locale
}

const views = { month: 'dayGridMonth', week: 'timeGridWeek', list: 'listMonth' } as const
const wide = () => window.matchMedia('(min-width: 48rem)').matches
const wallOf = (date: Date) => date.toISOString().slice(0, 16)

/** Month, week and list of the activities asked for. An organizer drags hers, or opens one and says where to. */
export function CalendarGrid({ query, now, opens, locale }: CalendarProps) {
  const t = useTranslations('activities.calendar')
  const router = useRouter()
  const calendar = useRef<CalendarRef>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [said, setSaid] = useState<{ text: string; undo?: { id: string; to: string } } | null>(null)
  const [refusal, setRefusal] = useState('')
  const url = new URL(window.location.href)
  const span = url.searchParams.get('span') as keyof typeof views | null

  async function move(id: string, startsAt: string, postpone: boolean, from: string) {
    setRefusal('')
    const result = await moveActivityAction({ activityId: id, startsAt, postpone }).catch(() => null)
    if (result?.ok) {
      setAsked(null)
      setSaid({
        text: t(result.value.as === 'postponed' ? 'postponed' : 'moved', { when: spoken(startsAt, locale), asked: result.value.asked }),
        undo: result.value.from === startsAt ? undefined : { id, to: result.value.from },
      })
      calendar.current?.getApi().refetchEvents()
      router.refresh()
      return
    }
    if (result?.code === 'postpone_instead')
      return setAsked((open) => ({ id, to: startsAt, from, title: open?.title ?? '', confirm: true }))
    setRefusal(codeText(await loadErrorTexts(locale), result?.code ?? 'unavailable', result?.values))
    calendar.current?.getApi().refetchEvents()
  }

  const dropped = async ({ event, oldEvent, revert }: EventDropInfo) => {
    if (!event.start || !oldEvent.start) return revert()
    const [to, from] = [wallOf(event.start), wallOf(oldEvent.start)]
    revert()
    setAsked({ id: event.id, to, from, title: event.title, confirm: false, quiet: true })
    await move(event.id, to, false, from)
    setAsked((open) => (open?.quiet ? null : open))
  }

  const source: EventSourceFunc = async ({ start, end }: EventSourceFuncInfo) => {
    const params = new URLSearchParams(query)
    params.set('from', start.toISOString().slice(0, 10))
    params.set('to', end.toISOString().slice(0, 10))
    const response = await fetch(`/api/v1/activities/calendar?${params}`)
    if (!response.ok) throw new Error('unavailable')
    const { items } = (await response.json()) as { items: CalendarItem[] }
    return items.map((item) => ({
      id: item.id,
      title: textIn(item.titles, locale),
      start: item.startsAt,
      end: item.endsAt,
      editable: item.mayMove,
      extendedProps: item,
    }))
  }

  const open = (item: CalendarItem) =>
    opens === 'workspace' ? `/${locale}/organize/activities/${item.id}` : `/${locale}/activities/${item.slug}`

  return (
    <>
      <div aria-live="polite" className={styles.said}>
        {said && (
          <Notice tone="ok">
            {said.text}
            {said.undo && (
              <button
                type="button"
                className="link ml-3 min-h-6 font-semibold"
                onClick={() => said.undo && move(said.undo.id, said.undo.to, true, '')}
              >
                {t('undo')}
              </button>
            )}
          </Notice>
        )}
        {refusal && !asked?.id && <Notice tone="stop">{refusal}</Notice>}
      </div>
      <FullCalendar
        ref={calendar}
        plugins={[dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin, classicTheme]}
        locale={locale === 'en' ? 'en' : zhCn}
        firstDay={1}
        timeZone="UTC"
        now={now}
        initialDate={url.searchParams.get('on') ?? now.slice(0, 10)}
        initialView={views[span ?? (wide() ? 'month' : 'list')] ?? views.month}
        headerToolbar={{ left: 'prev,next today', center: 'title', right: 'dayGridMonth,timeGridWeek,listMonth' }}
        buttons={{
          dayGridMonth: { text: t('month'), class: styles.button },
          timeGridWeek: { text: t('week'), class: styles.button },
          listMonth: { text: t('list'), class: styles.button },
          prev: { hint: t('earlier'), class: styles.button },
          next: { hint: t('later'), class: styles.button },
          today: { text: t('today'), class: styles.button },
        }}
        height="auto"
        dayMaxEvents={4}
        eventDisplay="block"
        nowIndicator
        displayEventEnd={false}
        slotMinTime="06:00:00"
        slotDuration="00:30:00"
        snapDuration="00:15:00"
        scrollTime="09:00:00"
        allDaySlot={false}
        eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
        slotHeaderFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
        eventInteractive
        eventStartEditable
        eventDurationEditable={false}
        listDayFormat={{ month: 'long', day: 'numeric' }}
        listDayAltFormat={{ weekday: 'long' }}
        noEventsContent={t('none')}
        events={source}
        columnEventClass={styles.tall}
        listItemEventClass={styles.row}
        eventClass={({ event }) => [styles.event, styles[String(event.extendedProps.status)] ?? ''].join(' ')}
        eventContent={({ event, timeText }) => <Shown item={event.extendedProps as CalendarItem} time={timeText} title={event.title} />}
        eventClick={({ event, jsEvent }) => {
          jsEvent.preventDefault()
          const item = event.extendedProps as CalendarItem
          if (!item.mayMove) return router.push(open(item))
          setRefusal('')
          setAsked({ id: item.id, to: item.startsAt, from: item.startsAt, title: event.title, confirm: false })
        }}
        eventDrop={dropped}
        datesSet={({ view }) => {
          const address = new URL(window.location.href)
          const [name = 'month'] = Object.entries(views).find(([, type]) => type === view.type) ?? []
          address.searchParams.set('span', name)
          address.searchParams.set('on', view.currentStart.toISOString().slice(0, 10))
          window.history.replaceState(window.history.state, '', address)
        }}
      />
      {asked && !asked.quiet && (
        <MoveDialog
          asked={asked}
          refusal={refusal}
          href={`/${locale}/organize/activities/${asked.id}`}
          words={spoken(asked.to, locale)}
          onClose={() => {
            setAsked(null)
            setRefusal('')
          }}
          onMove={(to, postpone) => move(asked.id, to, postpone, asked.from)}
        />
      )}
    </>
  )
}

/** An activity in its kind's hue: its hour, then its title. */
function Shown({ item, time, title }: { item: CalendarItem; time: string; title: string }) {
  const t = useTranslations('activities.calendar')
  return (
    <span className={styles.shown} style={{ '--h': item.hue } as CSSProperties}>
      {time && <b>{time}</b>} <span className={styles.title}>{title}</span>
      {item.status === 'cancelled' && <span className="sr-only"> {t('cancelled')}</span>}
      {item.mayMove && <span className="sr-only"> {t('movable')}</span>}
    </span>
  )
}

/** A wall clock in words: “Thu 12 Nov, 19:00”. */
function spoken(wall: string, locale: Locale): string {
  const day = new Date(`${wall}:00Z`)
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(day)
  return `${date}${locale === 'en' ? ', ' : ' '}${wall.slice(11)}`
}
