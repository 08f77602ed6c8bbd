import { and, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { grants, people } from '@/db/schema/accounts'
import { memberExports, membershipPeriods, memberships } from '@/db/schema/groups'
import { districts } from '@/db/schema/network'
import type { LocalText } from '@/db/vocabulary'
import { shownFields } from '../../accounts/rules'
import type { Ctx } from '../../ctx'
import { can } from '../../policy/can'
import type { GroupRow } from '../queries'
import { exportedUntil, officerRoles } from '../rules'

const holding = (ctx: Ctx) => and(lte(grants.startsAt, ctx.now), or(isNull(grants.endsAt), gt(grants.endsAt, ctx.now)))
const DAYS_SHOWN = 30

/** A request as the policy sees it: whether another officer is there to decide it. */
export async function exportSubject(ctx: Ctx, askedById: string, group: GroupRow) {
  return { askedById, hasOtherOfficer: (await officersNow(ctx, group.id)).some((id) => id !== askedById), group }
}

async function officersNow(ctx: Ctx, groupId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ personId: grants.personId })
    .from(grants)
    .where(and(eq(grants.scopeType, 'group'), eq(grants.scopeId, groupId), inArray(grants.role, [...officerRoles]), holding(ctx)))
  return rows.map(({ personId }) => personId)
}

/** Who decides where a group has one officer: the district's administrators, or the network's where there are none. */
export async function districtOf(ctx: Ctx, districtCode: string | null, exceptId: string): Promise<string[]> {
  const held = await ctx.db
    .select({ personId: grants.personId, role: grants.role, scopeId: grants.scopeId })
    .from(grants)
    .where(and(inArray(grants.role, ['network_admin', 'district_admin']), ne(grants.personId, exceptId), holding(ctx)))
  const district = held.filter((g) => g.role === 'district_admin' && g.scopeId === districtCode)
  return (district.length > 0 ? district : held.filter((g) => g.role === 'network_admin')).map((g) => g.personId)
}

/** Requests of the last 30 days for files of a group's members, newest first, for who may see its members: what each reader may do with them. */
export async function listExports(ctx: Ctx, group: GroupRow) {
  if (!can(ctx.actor, 'group:readMembers', group)) return []
  const rows = await ctx.db
    .select({
      id: memberExports.id,
      askedById: memberExports.askedById,
      askedBy: people.displayName,
      purpose: memberExports.purpose,
      note: memberExports.note,
      status: memberExports.status,
      decidedBy: sql<string | null>`(select d.display_name from people d where d.id = ${memberExports.decidedById})`,
      decidedAt: memberExports.decidedAt,
      createdAt: memberExports.createdAt,
    })
    .from(memberExports)
    .innerJoin(people, eq(people.id, memberExports.askedById))
    .where(and(eq(memberExports.groupId, group.id), gt(memberExports.createdAt, new Date(ctx.now.getTime() - DAYS_SHOWN * 86_400_000))))
    .orderBy(desc(memberExports.createdAt), desc(memberExports.id))
    .limit(20)
  const officers = rows.length > 0 ? await officersNow(ctx, group.id) : []
  return rows.map(({ askedById, ...row }) => {
    const subject = { askedById, hasOtherOfficer: officers.some((id) => id !== askedById), group }
    const until = row.status === 'approved' && row.decidedAt ? exportedUntil(row.decidedAt) : null
    return {
      ...row,
      until,
      mayDecide: row.status === 'asked' && can(ctx.actor, 'export:decide', subject),
      mayDownload: until !== null && ctx.now < until && can(ctx.actor, 'export:download', subject),
    }
  })
}
export type ListedExport = Awaited<ReturnType<typeof listExports>>[number]

export type ExportedMember = {
  displayName: string
  joinedOn: string | null
  status: string
  district: LocalText | null
  interests: string[]
  skills: string[]
}

/** Those who belong to a group, by name, with what each shows to her groups; no address and no number. */
export async function listExportedMembers(ctx: Ctx, groupId: string): Promise<ExportedMember[]> {
  const rows = await ctx.db
    .select({
      displayName: people.displayName,
      joinedOn: sql<
        string | null
      >`(select max(p.joined_on)::text from ${membershipPeriods} p where p.membership_id = ${memberships.id} and p.left_on is null)`,
      status: memberships.status,
      homeDistrictCode: people.homeDistrictCode,
      districtNames: districts.names,
      interests: people.interests,
      skills: people.skills,
      visibility: people.visibility,
    })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), inArray(people.status, ['active', 'provisional'])))
    .leftJoin(districts, eq(districts.code, people.homeDistrictCode))
    .where(and(eq(memberships.groupId, groupId), inArray(memberships.status, ['active', 'suspended'])))
    .orderBy(sql`${people.sortKey} collate "C"`, memberships.id)
  return rows.map(({ districtNames, homeDistrictCode, visibility, ...row }) => {
    const shown = shownFields({ ...row, homeDistrictCode, visibility }, 'groups')
    return { ...row, district: shown.homeDistrictCode ? districtNames : null, interests: shown.interests, skills: shown.skills }
  })
}
