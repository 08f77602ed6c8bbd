import { getDb } from '@/db/client'
import { networks } from '@/db/schema/network'
import { script } from './script'

/** Applies the migrations; the last line says in JSON what the database holds: no network, a demo, or a network of its own. */
await script(async () => {
  const db = await getDb()
  const [network] = await db.select({ demoSeededAt: networks.demoSeededAt }).from(networks)
  console.log(JSON.stringify({ network: network ? (network.demoSeededAt ? 'demo' : 'own') : 'none' }))
})
