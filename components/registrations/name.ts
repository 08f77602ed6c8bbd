import type { LocalText } from '@/db/vocabulary'

/** What an application would register, as it is called so far: the group, or else its first venue; null before it has a name. */
export function nameOf({ noun, draft }: { noun: string; draft: Record<string, unknown> }): LocalText | null {
  const [venue] = (draft.venues ?? []) as { names?: LocalText }[]
  const names = (noun === 'group' ? draft.names : venue?.names) as LocalText | undefined
  return names && Object.values(names).some(Boolean) ? names : null
}
