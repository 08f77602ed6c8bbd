import { closeDatabase } from '@/db/client'
import { FolderTakenError } from '@/db/folder-lock'
import { AppError } from '@/lib/errors'

/** A refusal that a script says in one sentence. */
export class Refused extends Error {}

/** Runs a script's work: a refusal ends it with a sentence and 1, the database is closed either way. */
export async function script(work: () => Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void closeDatabase().finally(() => process.exit(143)))
  try {
    await work()
    await closeDatabase()
  } catch (error) {
    process.exitCode = 1
    console.error(sentenceOf(error) ?? error)
    await closeDatabase().catch(() => {})
  }
}

function sentenceOf(error: unknown): string | null {
  if (error instanceof Refused || error instanceof FolderTakenError) return error.message
  if (error instanceof AppError) return `Refused: ${error.code}${error.fields ? ` ${JSON.stringify(error.fields)}` : ''}`
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED' || code === 'CONNECT_TIMEOUT' || code === 'ENOTFOUND')
    return `The database does not answer (${code}). Is DATABASE_URL right, and is it running?`
  return null
}
