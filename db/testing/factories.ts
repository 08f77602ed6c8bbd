import { searchVector } from '@/lib/search/bigrams'
import { sortKeyOf } from '@/lib/search/sort-key'
import type { Db } from '../client'
import { newId } from '../ids'
import { grants, people } from '../schema/accounts'
import { activities, hosts } from '../schema/activities'
import { groups, membershipPeriods, memberships } from '../schema/groups'
import { districts, kinds, networks, venueCategories } from '../schema/network'
import { spaces, venues } from '../schema/venues'
import type { Role, ScopeType } from '../vocabulary'

/** Rows with sensible values, each overridable: `await buildPerson(db, { displayName: '林知夏' })`. */

let n = 0
const next = () => ++n

export async function buildNetwork(db: Db, over: Partial<typeof networks.$inferInsert> = {}) {
  const [network] = await db
    .insert(networks)
    .values({
      names: { zh: '测试网', en: 'Test network' },
      seal: '测',
      zone: 'Asia/Shanghai',
      languages: ['zh-CN', 'en'],
      rules: { minimumHeadCount: 3, finaliseAfterDays: 7, lockFromDay: 8 },
      sender: 'Hui <hui@example.org>',
      setUpAt: new Date('2025-01-01T00:00:00Z'),
      ...over,
    })
    .returning()
  await db
    .insert(kinds)
    .values(
      (['LEARN', 'TALK', 'VOLUNTEER', 'CULTURE', 'SOCIAL', 'GOVERN'] as const).map((code, position) => ({
        code,
        names: { zh: code, en: code },
        hue: position * 40,
        icon: 'circle',
        countable: code !== 'GOVERN',
        position,
      })),
    )
    .onConflictDoNothing()
  await db
    .insert(districts)
    .values(
      [
        ['330102', '上城区', 'Shangcheng'],
        ['330106', '西湖区', 'Xihu'],
        ['330110', '余杭区', 'Yuhang'],
      ].map(([code = '', zh = '', en], position) => ({ code, names: { zh, en }, sortKey: sortKeyOf(zh), position })),
    )
    .onConflictDoNothing()
  await db
    .insert(venueCategories)
    .values({ code: 'CAFE', names: { zh: '书店咖啡', en: 'Café' }, hue: 30, icon: 'coffee', position: 0 })
    .onConflictDoNothing()
  return network as typeof networks.$inferSelect
}

export async function buildPerson(db: Db, over: Partial<typeof people.$inferInsert> = {}) {
  const i = next()
  const displayName = over.displayName ?? `人${i}`
  const [person] = await db
    .insert(people)
    .values({
      displayName,
      sortKey: sortKeyOf(displayName),
      locale: 'zh-CN',
      email: `person-${newId()}@example.org`,
      emailVerifiedAt: new Date('2025-01-01T00:00:00Z'),
      status: 'active',
      ...over,
    })
    .returning()
  return person as typeof people.$inferSelect
}

export async function buildGroup(db: Db, over: Partial<typeof groups.$inferInsert> = {}) {
  const i = next()
  const names = over.names ?? { zh: `组织${i}`, en: `Group ${i}` }
  const [group] = await db
    .insert(groups)
    .values({
      slug: `group-${newId()}`,
      type: 'chapter',
      names,
      shortName: '组',
      districtCode: '330106',
      approvedOn: '2025-01-01',
      joinMode: 'review',
      status: 'active',
      sortKey: sortKeyOf(names.zh ?? names.en ?? ''),
      search: searchVector(names.zh, names.en),
      ...over,
    })
    .returning()
  return group as typeof groups.$inferSelect
}

/** An active membership since 2025-01-01 unless told otherwise; `joinedOn`/`leftOn` make its period. */
export async function buildMembership(
  db: Db,
  personId: string,
  groupId: string,
  {
    joinedOn = '2025-01-01',
    leftOn = null,
    ...over
  }: Partial<typeof memberships.$inferInsert> & { joinedOn?: string; leftOn?: string | null } = {},
) {
  const [membership] = await db
    .insert(memberships)
    .values({ personId, groupId, status: 'active', ...over })
    .returning()
  const made = membership as typeof memberships.$inferSelect
  if (made.status !== 'applied' && made.status !== 'refused')
    await db.insert(membershipPeriods).values({ membershipId: made.id, joinedOn, leftOn })
  return made
}

export async function buildGrant(
  db: Db,
  personId: string,
  role: Role,
  scopeType: ScopeType,
  scopeId: string | null,
  over: Partial<typeof grants.$inferInsert> = {},
) {
  const [grant] = await db
    .insert(grants)
    .values({ personId, role, scopeType, scopeId, startsAt: new Date('2025-01-01T00:00:00Z'), ...over })
    .returning()
  return grant as typeof grants.$inferSelect
}

export async function buildVenue(db: Db, over: Partial<typeof venues.$inferInsert> = {}) {
  const i = next()
  const names = over.names ?? { zh: `阵地${i}`, en: `Venue ${i}` }
  const [venue] = await db
    .insert(venues)
    .values({
      slug: `venue-${newId()}`,
      names,
      categoryCode: 'CAFE',
      districtCode: '330106',
      status: 'listed',
      sortKey: sortKeyOf(names.zh ?? ''),
      search: searchVector(names.zh, names.en),
      ...over,
    })
    .returning()
  return venue as typeof venues.$inferSelect
}

export async function buildSpace(db: Db, venueId: string, over: Partial<typeof spaces.$inferInsert> = {}) {
  const [space] = await db
    .insert(spaces)
    .values({ venueId, names: { zh: '正厅', en: 'Main hall' }, capacity: 60, ...over })
    .returning()
  return space as typeof spaces.$inferSelect
}

/** A published activity of `hostIds` (lead first, the others accepted co-hosts), starting 2026-11-10 19:00 in Shanghai unless told otherwise. */
export async function buildActivity(db: Db, hostIds: string[], over: Partial<typeof activities.$inferInsert> = {}) {
  const i = next()
  const titles = over.titles ?? { zh: `活动${i}`, en: `Activity ${i}` }
  const startsAt = over.startsAt ?? new Date('2026-11-10T11:00:00Z')
  const [activity] = await db
    .insert(activities)
    .values({
      slug: `activity-${newId()}`,
      titles,
      kindCode: 'LEARN',
      mode: 'onsite',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 7_200_000),
      zone: 'Asia/Shanghai',
      reportedOn: new Date(startsAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
      districtCode: '330106',
      wallSecret: newId(),
      status: 'published',
      publishedAt: new Date(startsAt.getTime() - 10 * 86_400_000),
      search: searchVector(titles.zh, titles.en),
      ...over,
    })
    .returning()
  const made = activity as typeof activities.$inferSelect
  await db.insert(hosts).values(
    hostIds.map((groupId, position) => ({
      activityId: made.id,
      groupId,
      role: position === 0 ? ('lead' as const) : ('co' as const),
      position,
      acceptedAt: new Date('2025-01-01T00:00:00Z'),
    })),
  )
  return made
}
