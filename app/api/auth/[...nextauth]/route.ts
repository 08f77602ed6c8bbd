import NextAuth from 'next-auth'
import { currentCtx } from '@/lib/auth/actor'
import { localeOfRequest } from '@/lib/auth/locale'
import { authOptions } from '@/lib/auth/options'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: Request, context: Context): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions((await currentCtx()).db, await localeOfRequest()))
}

export { handle as GET, handle as POST }
