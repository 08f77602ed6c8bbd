import { closeSync, openSync, readFileSync, rmSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

type Holder = { pid: number; startedAt: string; boot: string }

/** Another live process holds the data folder. */
export class FolderTakenError extends Error {
  constructor(readonly pid: number) {
    super(`Hui is already running on this data folder (process ${pid}). Stop Hui first, or set DATA_DIR to another folder.`)
    this.name = 'FolderTakenError'
  }
}

const bootId = () => readOr('/proc/sys/kernel/random/boot_id', 'unknown').trim()
/** What follows the name in /proc/<pid>/stat: the state first, the start as the twentieth. */
const statOf = (pid: number) => readOr(`/proc/${pid}/stat`, '').split(') ').at(-1)?.split(' ') ?? []
const startOf = (pid: number) => statOf(pid)[19] ?? 'unknown'

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.boot !== bootId()) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  // A zombie, or one that is being buried, holds nothing any more; only its parent has not looked.
  if (['Z', 'X'].includes(statOf(holder.pid)[0] ?? '')) return false
  return holder.startedAt === 'unknown' || holder.startedAt === startOf(holder.pid)
}

/** The live process that holds `folder`, if any. Reads only. */
export function holderOf(folder: string): number | null {
  try {
    const holder = JSON.parse(readFileSync(join(folder, 'hui.lock'), 'utf8')) as Holder
    return isAlive(holder) ? holder.pid : null
  } catch {
    return null
  }
}

/**
 * Takes `folder` for this process, by a lock file that names its pid, its start and the boot. A live holder is never
 * robbed: throws FolderTakenError. A dead one's file is removed. Returns the release.
 */
export function takeFolder(folder: string): () => void {
  const path = join(folder, 'hui.lock')
  for (let tries = 0; tries < 3; tries++) {
    try {
      const file = openSync(path, 'wx', 0o600)
      writeSync(file, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), boot: bootId() } satisfies Holder))
      closeSync(file)
      const release = () => rmSync(path, { force: true })
      process.once('exit', release)
      return () => {
        process.off('exit', release)
        release()
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = holderOf(folder)
      if (pid !== null) throw new FolderTakenError(pid)
      try {
        unlinkSync(path)
      } catch {}
    }
  }
  throw new FolderTakenError(0)
}
