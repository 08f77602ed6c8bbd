import type { Ctx } from '@/lib/ctx'

/** What a request does (`lib/groups/races.test.ts`): reads from the session who acts, with the grants that hold at ctx.now, then answers an application. */
export async function acceptAsSignedIn(ctx: Ctx, { token, membershipId }: { token: string; membershipId: string }): Promise<unknown> {
  const [session, members] = ['../../lib/auth/session', '../../lib/groups/commands/members']
  const { actorOfToken } = (await import(session)) as {
    actorOfToken: (db: Ctx['db'], token: string, now: Date) => Promise<Ctx['actor'] | null>
  }
  const { acceptMember } = (await import(members)) as { acceptMember: (ctx: Ctx, input: { membershipId: string }) => Promise<unknown> }
  return acceptMember({ ...ctx, actor: (await actorOfToken(ctx.db, token, ctx.now)) ?? { kind: 'visitor' } }, { membershipId })
}
