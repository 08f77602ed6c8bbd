/** Runs once as the server starts, before it takes a request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { runServer } = await import('./lib/jobs/server')
  await runServer()
}
