import { systemCtx } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { grantNetwork } from '@/lib/network/commands'
import { Refused, script } from './script'

const usage = 'Say what: npm run admin -- grant <email> network'

/** What only who runs the server may do: `grant <email> network` makes a network administrator. */
await script(async () => {
  const [verb, email, scope] = process.argv.slice(2)
  if (verb !== 'grant' || !email || scope !== 'network') throw new Refused(usage)
  const ctx = await systemCtx('admin')
  await grantNetwork(ctx, email).catch((error) => {
    if (error instanceof AppError && error.fields?.email) throw new Refused(`"${email}" is not an e-mail address.`)
    throw error
  })
  console.log(`${email} is an administrator of this network from now on, and signs in with that address.`)
})
