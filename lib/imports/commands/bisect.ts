/** Writes a batch; when the database refuses its data, halves it until the record that it refuses stands alone. */
export async function bisecting<T>(batch: T[], write: (part: T[]) => Promise<void>, refuse: (one: T) => void): Promise<void> {
  if (batch.length === 0) return
  try {
    await write(batch)
  } catch (error) {
    const [only] = batch
    if (!isDataError(error)) throw error
    if (batch.length === 1 && only !== undefined) return refuse(only)
    const half = Math.ceil(batch.length / 2)
    await bisecting(batch.slice(0, half), write, refuse)
    await bisecting(batch.slice(half), write, refuse)
  }
}

/** Data exceptions (22), broken constraints (23) and values beyond a limit (54). */
function isDataError(error: unknown): boolean {
  for (let e = error as { code?: string; cause?: unknown } | undefined; e; e = e.cause as typeof e)
    if (e.code && /^(22|23|54)...$/.test(e.code)) return true
  return false
}
