import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Ctx } from '../../ctx'
import { authorize } from '../../policy/can'
import { archiveFiles } from '../queries'
import { type EventDraft, eventDraft, groupDraft, readChapter, readEvent } from '../rules/meetup'
import { ArraySplitter, type Element } from '../rules/split'
import type { BadReason } from '../schema'
import { bisecting } from './bisect'
import { ensureNetwork } from './network'
import { finishRun, newRun, writeEvents, writeGroups } from './write'

export type Bad = { file: string; position: number; line: number; reason: BadReason }
export type Counts = {
  groups: number
  venues: number
  activities: number
  cancelled: number
  reportedGoing: number
  reportedWaitlisted: number
  skipped: number
  created: number
  updated: number
}
export type Listener = {
  onProgress?: (file: string, share: number, records: number) => void
  onBad?: (bad: Bad) => void
  /** A bare network was made, because there was none. */
  onNetwork?: (zone: string) => void
}

const BATCH = 200

/**
 * Takes a Meetup archive in: groups, venues and activities with reported figures, in batches that are committed one by
 * one. What is in already and has not changed is left alone, so that a run that was cut off goes on and a second one
 * changes nothing. A bad record is told to the listener and skipped. Returns what the folder holds.
 */
export async function importMeetup(ctx: Ctx, folder: string, listener: Listener = {}, zone = 'UTC'): Promise<Counts> {
  authorize(ctx.actor, 'job:run', null)
  const { chapters, events } = await archiveFiles(folder)
  const network = await ensureNetwork(ctx, basename(folder), zone)
  if (network.made) listener.onNetwork?.(network.zone)
  const run = newRun(folder, network.zone)
  const counts = { activities: 0, cancelled: 0, reportedGoing: 0, reportedWaitlisted: 0, skipped: 0 }
  const skip = (file: string, { position, line }: Element, reason: BadReason) => {
    counts.skipped++
    listener.onBad?.({ file: basename(file), position, line, reason })
  }
  if (chapters)
    await inBatches(chapters, readChapter, skip, listener, async (batch) => {
      const fresh = batch.filter(({ value, element }) => {
        const isFirst = !run.zones.has(value.urlname)
        if (isFirst) run.zones.set(value.urlname, value.timezone ?? null)
        else skip(chapters, element, 'duplicate_id')
        return isFirst
      })
      await bisecting(
        fresh,
        (part) =>
          writeGroups(
            ctx,
            run,
            part.map(({ value }) => groupDraft(value)),
          ),
        ({ value, element }) => {
          run.zones.delete(value.urlname)
          skip(chapters, element, 'refused')
        },
      )
    })
  const seen = new Set<string>()
  for (const file of events)
    await inBatches(file, readEvent, skip, listener, async (batch) => {
      const drafts: Found<EventDraft>[] = []
      for (const { value: event, element } of batch) {
        const around = { zone: run.zones.get(event.group.urlname) ?? null, reportingZone: run.zone, now: ctx.now }
        const read = seen.has(event.id) ? { bad: 'duplicate_id' as const } : eventDraft(event, around)
        if (read.bad) skip(file, element, read.bad)
        else drafts.push({ value: read.value, element })
        seen.add(event.id)
      }
      await bisecting(
        drafts,
        async (part) => {
          await writeEvents(
            ctx,
            run,
            part.map((p) => p.value),
          )
          for (const { value } of part) add(counts, value)
        },
        ({ element }) => skip(file, element, 'refused'),
      )
    })
  await finishRun(ctx, run)
  return { groups: run.groups.size, venues: run.venues.size, ...counts, created: run.created, updated: run.updated }
}

function add(counts: Omit<Counts, 'groups' | 'venues' | 'skipped' | 'created' | 'updated'>, { activity }: EventDraft): void {
  counts.activities++
  if (activity.status === 'cancelled') counts.cancelled++
  counts.reportedGoing += activity.going ?? 0
  counts.reportedWaitlisted += activity.waitlisted ?? 0
}

type Found<T> = { value: T; element: Element }
type Skip = (file: string, element: Element, reason: BadReason) => void

/** Reads the records of a file as it comes in, and hands on those that can be read, `BATCH` at a time. */
async function inBatches<T>(
  file: string,
  read: (text: string) => { value: T; bad?: undefined } | { bad: BadReason; value?: undefined },
  skip: Skip,
  { onProgress }: Listener,
  write: (batch: Found<T>[]) => Promise<void>,
): Promise<void> {
  const { size } = await stat(file)
  const splitter = new ArraySplitter()
  const decoder = new TextDecoder()
  let batch: Found<T>[] = []
  let records = 0
  const take = (elements: Element[]) => {
    for (const element of elements) {
      const found = 'bad' in element ? { bad: element.bad } : read(element.text)
      if (found.bad === undefined) batch.push({ value: found.value, element: { ...element, text: '' } })
      else skip(file, element, found.bad)
    }
  }
  const flush = async (share: number, least: number) => {
    while (batch.length >= least && batch.length > 0) {
      const part = batch.slice(0, BATCH)
      await write(part)
      batch = batch.slice(BATCH)
      records += part.length
      onProgress?.(basename(file), share, records)
    }
  }
  let bytes = 0
  for await (const chunk of createReadStream(file)) {
    bytes += (chunk as Buffer).length
    take(splitter.push(decoder.decode(chunk as Buffer, { stream: true })))
    await flush(size === 0 ? 1 : bytes / size, BATCH)
  }
  take(splitter.push(decoder.decode()))
  take(splitter.end())
  await flush(1, 1)
}
