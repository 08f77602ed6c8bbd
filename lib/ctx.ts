import type { Db } from '@/db/client'
import type { Actor } from './policy/actor'

/** What every query and command takes first: where, who, when. `now` is an instant (UTC). */
export type Ctx = { db: Db; actor: Actor; now: Date }
