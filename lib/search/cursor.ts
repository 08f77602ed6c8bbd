/** Where a list goes on: the sort key and the id of its last row. */
export type Place = { sortKey: string; id: string }

/** The cursor of a place, as it stands in an address. */
export const cursorOf = ({ sortKey, id }: Place): string => Buffer.from(JSON.stringify([sortKey, id])).toString('base64url')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The place of a cursor, or null for what is none. */
export function placeOf(cursor: string): Place | null {
  try {
    const [sortKey, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (typeof sortKey !== 'string' || typeof id !== 'string' || rest.length > 0 || !UUID.test(id)) return null
    return /[\0\p{Cs}]/u.test(sortKey) ? null : { sortKey, id }
  } catch {
    return null
  }
}
