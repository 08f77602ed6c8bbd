import { describe, expect, it } from 'vitest'
import { cursorOf, placeOf } from './cursor'

describe('cursor', () => {
  const place = { sortKey: "ting1 song1 o'", id: '0192f0c0-0000-7000-8000-000000000001' }

  it('reads what it wrote', () => expect(placeOf(cursorOf(place))).toEqual(place))

  it.each([
    '',
    'x',
    '%%%',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('null').toString('base64url'),
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from(JSON.stringify([1, place.id])).toString('base64url'),
    Buffer.from(JSON.stringify(['a\u0000', place.id])).toString('base64url'),
    Buffer.from(JSON.stringify(['a', place.id, 'more'])).toString('base64url'),
  ])('takes %j for none', (cursor) => expect(placeOf(cursor)).toBeNull())
})
