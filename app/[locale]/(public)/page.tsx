import { currentCtx } from '@/lib/auth/actor'

export default async function HomePage() {
  const ctx = await currentCtx()
  return <main>{ctx.actor.kind}</main>
}
