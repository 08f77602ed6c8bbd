'use client'

import dynamic from 'next/dynamic'
import styles from './activity-calendar.module.css'
import type { CalendarProps } from './calendar-grid'

/** The grid of the calendar, fetched by the browser only where it is shown; nothing of it is rendered by the server. */
const Grid = dynamic(() => import('./calendar-grid').then((module) => module.CalendarGrid), {
  ssr: false,
  loading: () => <div className={styles.wait} aria-busy="true" />,
})

export function ActivityCalendar(props: CalendarProps) {
  return (
    <div className={styles.calendar}>
      <Grid {...props} />
    </div>
  )
}
