import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { currentCtx } from './auth/actor'
import type { Ctx } from './ctx'
import { AppError, type ErrorCode, type FieldErrors } from './errors'
import { log } from './log'
import { fieldErrorsOf } from './parse'

export type Result<T> =
  | { ok: true; value: T }
  | { ok: false; code: ErrorCode; fields?: FieldErrors; values?: Record<string, string | number> }

/**
 * A server action from a schema and a command: session → parse → command → Result. A refusal becomes its code; what is
 * not a refusal is logged and answers `internal`. The only try/catch on this way.
 */
export function action<S extends z.ZodType, T>(schema: S, command: (ctx: Ctx, input: z.output<S>) => Promise<T>) {
  return async (input: z.input<S>): Promise<Result<T>> => {
    try {
      const ctx = await currentCtx()
      const parsed = schema.safeParse(input)
      if (!parsed.success) return { ok: false, code: 'invalid_input', fields: fieldErrorsOf(parsed.error) }
      return { ok: true, value: await command(ctx, parsed.data) }
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof AppError) return { ok: false, code: error.code, fields: error.fields, values: error.values }
      if (isUnkeepable(error)) return { ok: false, code: 'invalid_input' }
      log.error({ err: error, command: command.name }, 'action failed')
      return { ok: false, code: isUnavailable(error) ? 'unavailable' : 'internal' }
    }
  }
}

/** Whether the database could not be reached (connection refused, shutting down, too many connections). */
export const isUnavailable = (error: unknown): boolean =>
  isCoded(error, /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[1-3]|53300|08\d\d\d)$/)

/** Whether the database cannot hold a value that somebody sent: a null byte in a text, a date or number out of its range. */
export const isUnkeepable = (error: unknown): boolean => isCoded(error, /^22(003|007|008|009|021|P02|P05)$/)

function isCoded(error: unknown, codes: RegExp): boolean {
  for (let e = error as { code?: string; cause?: unknown } | undefined; e; e = e.cause as typeof e)
    if (e.code && codes.test(e.code)) return true
  return false
}
