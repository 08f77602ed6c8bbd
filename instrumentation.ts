let noteFailure: ((error: unknown) => void) | undefined

/** Runs once as the server starts, before it takes a request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const server = await import('./lib/jobs/server')
  noteFailure = server.noteFailure
  await server.runServer()
}

/** Next tells of each page that failed, before it answers. */
export function onRequestError(error: unknown): void {
  noteFailure?.(error)
}
