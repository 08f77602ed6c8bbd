import { inTransaction } from '@/db/client'
import type { Ctx } from '../../ctx'
import { AppError } from '../../errors'
import { record } from '../../history/record'
import { limitAttempts } from '../../limits'
import { personIdOf } from '../../policy/actor'
import { authorize } from '../../policy/can'

/** Notes that one takes a copy of one's own data, ten times a day at most; the copy itself is read by `readMine`. */
export async function exportMyData(ctx: Ctx): Promise<void> {
  const personId = personIdOf(ctx.actor)
  if (!personId) throw new AppError('sign_in_required')
  await limitAttempts(ctx, `export:${personId}`, 10, 86_400)
  await inTransaction(ctx, async (ctx) => {
    authorize(ctx.actor, 'person:readOwn', { id: personId })
    await record(ctx, 'person.exported', { type: 'person', id: personId })
  })
}
