import { count } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { seedDemo } from '@/db/demo/seed'
import { networks } from '@/db/schema/network'
import { Refused, script } from './script'

/** The day the demo city lives on: `DEMO_DATE`, else today in its zone. */
const demoDate = () => process.env.DEMO_DATE || new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

/** Fills an empty database with the demo city. */
await script(async () => {
  const db = await getDb()
  const [found] = await db.select({ n: count() }).from(networks)
  if (found?.n) throw new Refused('This database serves a network already; the demo city goes into an empty one only.')
  await seedDemo(db, { demoDate: demoDate() })
})
