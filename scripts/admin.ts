import { emailSchema } from '@/lib/accounts/schema'
import { systemCtx } from '@/lib/auth/actor'
import { grantNetwork } from '@/lib/network/commands'
import { getReference } from '@/lib/network/queries'
import { Refused, script } from './script'

const usage = 'Say what: npm run admin -- grant <email> network'

/** What only who runs the server may do: `grant <email> network` makes a network administrator. */
await script(async () => {
  const [verb, email, scope] = process.argv.slice(2)
  if (verb !== 'grant' || !email || scope !== 'network') throw new Refused(usage)
  if (!emailSchema.safeParse(email).success) throw new Refused(`"${email}" is not an e-mail address.`)
  const ctx = await systemCtx('admin')
  if (!(await getReference(ctx)).network)
    throw new Refused(
      'There is no network yet. Set it up first: npm start prints the link that does it, and whoever opens it administers it.',
    )
  await grantNetwork(ctx, email)
  console.log(`${email} is an administrator of this network from now on, and signs in with that address.`)
})
