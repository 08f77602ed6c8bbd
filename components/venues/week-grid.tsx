import { useTranslations } from 'next-intl'
import type { CSSProperties, ReactNode } from 'react'
import { Text } from '@/components/ui/text'
import type { Locale, LocalText } from '@/db/vocabulary'
import { formatTime, weekFrom } from '@/lib/time/format'
import type { Spell } from '@/lib/venues/rules'
import { type Block, type WeekGrid as Grid, type GridDay, gridOf } from '@/lib/venues/rules/week'
import styles from './week.module.css'

type Placed = Spell & { id: string; spaceId: string | null }
type Shown<T> = {
  spaces: { id: string; names: LocalText }[]
  zone: string
  locale: Locale
  /** What a block says after its hours. */
  say: (spell: T) => ReactNode
  /** A kind's hue; whether it is only asked for. */
  look: (spell: T) => { hue?: number; isAsked?: boolean }
}
type Props<T> = Shown<T> & {
  monday: string
  spells: T[]
  hours: Partial<Record<string, [string, string][]>> | null
  day: string
  today: string
}

/** A week as spaces and hours: a strip of hours for each space of each day; on a phone the chosen day alone, on paper a list. */
export function WeekGrid<T extends Placed>({ monday, spells, hours, day, today, ...shown }: Props<T>) {
  const grid = gridOf(monday, spells, { spaces: shown.spaces.map((space) => space.id), hours }, shown.zone)
  return (
    <ol className={`card ${styles.grid}`} style={{ '--hours': grid.to - grid.from } as CSSProperties}>
      {grid.days.map((one) => (
        <Day key={one.date} one={one} grid={grid} isChosen={one.date === day} isToday={one.date === today} {...shown} />
      ))}
    </ol>
  )
}

type DayProps<T> = Shown<T> & { one: GridDay<T>; grid: Grid<T>; isChosen: boolean; isToday: boolean }

function Day<T extends Placed>({ one, grid, isChosen, isToday, ...shown }: DayProps<T>) {
  const t = useTranslations('venues.week')
  const [name] = weekFrom(one.date, shown.locale)
  const span = (grid.to - grid.from) * 60
  const at = (from: number, to: number) =>
    ({ '--at': `${((from - grid.from * 60) / span) * 100}%`, '--for': `${((to - from) / span) * 100}%` }) as CSSProperties
  const marks = Array.from({ length: grid.to - grid.from }, (_, i) => grid.from + i).filter((hour) => hour % 2 === 0)
  return (
    <li data-chosen={isChosen || undefined} aria-current={isToday ? 'date' : undefined}>
      <h3>
        {name?.weekday} <b>{name?.day}</b>
        <span className="small muted">
          {isToday && <span className="print:hidden">{t('today')} · </span>}
          {one.open && (one.open.length > 0 ? one.open.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(' ') : t('closed'))}
        </span>
      </h3>
      <div className={styles.axis} aria-hidden="true">
        {marks.map((hour) => (
          <span key={hour} style={at(hour * 60, hour * 60)}>
            {hour}
          </span>
        ))}
      </div>
      {one.rows.map((row, i) => (
        <div
          key={row.spaceId}
          className={styles.row}
          data-free={row.blocks.length === 0 || undefined}
          style={{ '--column': i + 2 } as CSSProperties}
        >
          <p>{row.spaceId ? <Text value={shown.spaces.find((s) => s.id === row.spaceId)?.names} locale={shown.locale} /> : t('whole')}</p>
          <div className={styles.track} data-hours={one.open ? '' : undefined} style={{ '--lanes': row.lanes } as CSSProperties}>
            {one.open?.map(([from, to]) => (
              <i key={from} style={at(from, to)} />
            ))}
            {row.blocks.length === 0 ? (
              <p className={styles.free}>{t(one.open?.length === 0 ? 'closed' : 'free')}</p>
            ) : (
              <ul>
                {row.blocks.map((block) => (
                  <Taken key={block.spell.id} block={block} style={at(block.from, block.to)} {...shown} />
                ))}
              </ul>
            )}
          </div>
        </div>
      ))}
    </li>
  )
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function Taken<T extends Placed>({ block, style, zone, locale, say, look }: Shown<T> & { block: Block<T>; style: CSSProperties }) {
  const { hue, isAsked } = look(block.spell)
  const { startsAt, endsAt } = block.spell
  return (
    <li
      data-asked={isAsked || undefined}
      style={{ ...style, '--lane': block.lane, ...(hue !== undefined && { '--h': hue }) } as CSSProperties}
    >
      <time dateTime={startsAt.toISOString()}>
        {formatTime(startsAt, zone, locale)}–{formatTime(endsAt, zone, locale)}
      </time>{' '}
      {say(block.spell)}
    </li>
  )
}
