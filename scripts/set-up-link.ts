import { systemCtx } from '@/lib/auth/actor'
import { issueSetUpLink } from '@/lib/network/commands'
import { Refused, script } from './script'

/** Makes the one-time link to the set-up of a new network; the last line is its secret. An earlier link ends. */
await script(async () => {
  const secret = await issueSetUpLink(await systemCtx('set-up'))
  if (!secret) throw new Refused('This network is set up already.')
  console.log(secret)
})
