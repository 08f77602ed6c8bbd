import pino from 'pino'

type Described = { type: string; message: string; code?: string; constraint?: string; digest?: string; stack?: string; cause?: Described }

/**
 * An error without the values that people gave: a failed query's parameters, PostgreSQL's details and the words of its
 * message stay out; its code, the constraint and where it happened stay in.
 */
export function describeError(error: unknown): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' }
  const { code, constraint_name, constraint, digest } = error as Error & Record<string, string | undefined>
  const holdsValues = 'params' in error || 'severity' in error
  return {
    type: error.name,
    message: holdsValues ? 'query failed' : error.message,
    code,
    constraint: constraint_name ?? constraint,
    digest,
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  }
}

/** Structured logs on standard error. Personal values are never logged: ids only. */
export const log = pino(
  { level: process.env.LOG_LEVEL || 'info', base: undefined, serializers: { err: describeError } },
  pino.destination({ dest: 2, sync: true }),
)

/** Makes the console, to which the framework reports what pages throw, say errors as the log does. */
export function quietConsole(): void {
  const say = console.error.bind(console)
  console.error = (...words: unknown[]) => say(...words.map((word) => (word instanceof Error ? describeError(word) : word)))
}
