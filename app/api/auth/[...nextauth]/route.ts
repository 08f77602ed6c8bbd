import NextAuth from 'next-auth'
import { currentCtx } from '@/lib/auth/actor'
import { isShort, LONGEST_FORM } from '@/lib/auth/form'
import { localeOfRequest } from '@/lib/auth/locale'
import { authOptions } from '@/lib/auth/options'
import { AppError } from '@/lib/errors'
import { route } from '@/lib/route'

type Context = { params: Promise<{ nextauth: string[] }> }

const handle = route(async (request: Request, context: Context): Promise<Response> => {
  if (request.method === 'POST' && !isShort(request, LONGEST_FORM)) throw new AppError('invalid_input')
  // next-auth reads the body as what it says it is, and breaks on one that is not.
  if (request.headers.get('content-type')?.startsWith('application/json'))
    await request
      .clone()
      .json()
      .catch(() => {
        throw new AppError('invalid_input')
      })
  return NextAuth(request as never, context as never, authOptions((await currentCtx()).db, await localeOfRequest()))
})

export { handle as GET, handle as POST }
