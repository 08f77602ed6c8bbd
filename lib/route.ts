import { ZodError } from 'zod'
import { isUnavailable, isUnkeepable } from './action'
import { AppError, statusOf } from './errors'
import { log } from './log'
import { fieldErrorsOf } from './parse'

type Handler<C> = (request: Request, context: C) => Promise<Response>

/** A route handler whose refusals become JSON `{ error: code, fields? }` with their status. The only try/catch on this way. */
export function route<C>(handler: Handler<C>): Handler<C> {
  return async (request, context) => {
    try {
      return await handler(request, context)
    } catch (error) {
      if (error instanceof AppError) return Response.json({ error: error.code, fields: error.fields }, { status: statusOf(error.code) })
      if (error instanceof ZodError) return Response.json({ error: 'invalid_input', fields: fieldErrorsOf(error) }, { status: 400 })
      if (isUnkeepable(error)) return Response.json({ error: 'invalid_input' }, { status: 400 })
      if (isUnavailable(error)) return Response.json({ error: 'unavailable' }, { status: 503, headers: { 'retry-after': '2' } })
      log.error({ err: error, url: new URL(request.url).pathname }, 'route failed')
      return Response.json({ error: 'internal' }, { status: 500 })
    }
  }
}
