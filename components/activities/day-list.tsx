'use client'

import { Fragment } from 'react'
import { Seal } from '@/components/groups/seal'
import { Chip } from '@/components/ui/chip'
import { Meter } from '@/components/ui/meter'
import styles from './activity-row.module.css'

type Said = { text: string; lang?: string }
/** A row as it is said: every text is chosen and translated, nothing is left to decide. */
export type RowView = {
  id: string
  href: string
  title: Said
  at: string
  time: string
  off: boolean
  hosts: (Said & { id: string; seal: string })[]
  place: Said
  kind: Said & { hue: number }
  chips: { text: string; tone?: 'wait' | 'ink' }[]
  /** Runs of text, every second one strong. */
  side: { runs: string[]; tone?: string; taken?: [value: number, max: number] }
}
export type DayView = { key: string; heading: string; rows: RowView[] }

/**
 * Days of activities from their views. It is a client component although nothing in it moves: its props cross to the
 * browser as plain data, a third of what the same list costs as rendered elements, on the wire and on the server.
 */
export function DayList({ days, between }: { days: DayView[]; between: string }) {
  return days.map((day) => (
    <section key={day.key} className={styles.day}>
      <h2>{day.heading}</h2>
      {day.rows.map((row) => (
        <Row key={row.id} row={row} between={between} />
      ))}
    </section>
  ))
}

function Row({ row, between }: { row: RowView; between: string }) {
  const { side, kind } = row
  return (
    <article className={row.off ? `${styles.row} ${styles.off}` : styles.row}>
      <time dateTime={row.at}>{row.time}</time>
      <div>
        <h3>
          <a href={row.href} lang={row.title.lang}>
            {row.title.text}
          </a>
        </h3>
        <p className={styles.hosts}>
          {row.hosts.map((host, i) => (
            <Fragment key={host.id}>
              {i > 0 && ` ${between} `}
              <Seal text={host.seal} id={host.id} size={22} /> <Words said={host} />
            </Fragment>
          ))}
          {'\u00a0· '}
          <Words said={row.place} />
        </p>
        <p className={styles.chips}>
          <span className="chip chip-kind" style={{ '--h': kind.hue } as React.CSSProperties} lang={kind.lang}>
            {kind.text}
          </span>
          {row.chips.map((chip) => (
            <Chip key={chip.text} tone={chip.tone}>
              {chip.text}
            </Chip>
          ))}
        </p>
      </div>
      <div className={styles.side}>
        <span className={side.tone}>{side.runs.map((run, i) => (i % 2 === 1 ? <b key={run}>{run}</b> : run))}</span>
        {side.taken && <Meter value={side.taken[0]} max={side.taken[1]} />}
      </div>
    </article>
  )
}

const Words = ({ said }: { said: Said }) => (said.lang ? <span lang={said.lang}>{said.text}</span> : said.text)
