import type { registrations } from '../schema/registrations'

type Row = typeof registrations.$inferInsert
type Facts = { id: (at: Date) => string; now: Date; applicantId: string; otherId: string }
const DAY = 86_400_000

/** Two applications that wait in Yuhang, a group with a chapter and a venue alone, and a draft of the member whom one signs in as. */
export function planRegistrations({ id, now, applicantId, otherId }: Facts): Row[] {
  const row = (daysAgo: number, over: Omit<Row, 'id'>): Row => {
    const at = new Date(now.getTime() - daysAgo * DAY)
    return { id: id(at), createdAt: at, updatedAt: at, ...over, ...(over.status === 'submitted' && { submittedAt: at }) }
  }
  const venue = {
    names: { zh: '竹涧茶室', en: 'Zhujian Tea Room' },
    addresses: { zh: '余杭区竹涧路 18 号', en: '18 Zhujian Road, Yuhang' },
    districtCode: '330110',
    categoryCode: 'CAFE',
    facilities: ['step_free', 'wifi'],
    spaces: [{ names: { zh: '临窗长桌', en: 'Long table' }, capacity: 12 }],
  }
  return [
    row(2, {
      noun: 'group',
      applicantId: otherId,
      status: 'submitted',
      districtCode: '330110',
      draft: {
        type: 'association',
        names: { zh: '竹涧邻里联谊会', en: 'Zhujian Neighbours’ Association' },
        shortName: '竹涧',
        districtCode: '330110',
        purpose: { zh: '让住在一条路上的人认识彼此。', en: 'So that people who live on one road know each other.' },
        joinMode: 'open',
        roleMailbox: 'zhujian@example.org',
        applicantRole: 'secretary',
        chapters: [
          { names: { zh: '竹涧茶友分会', en: 'Zhujian Tea Chapter' }, shortName: '茶', districtCode: '330110', joinMode: 'review' },
        ],
        venues: [venue],
        officers: [{ email: 'zhujian-president@example.org', role: 'president' }],
      },
    }),
    row(1, {
      noun: 'venue',
      applicantId: otherId,
      status: 'submitted',
      districtCode: '330110',
      draft: {
        venues: [
          {
            ...venue,
            names: { zh: '暖汐放映室', en: 'Nuanxi Screening Room' },
            addresses: { zh: '余杭区暖汐巷 6 号', en: '6 Nuanxi Lane, Yuhang' },
            categoryCode: 'CULTURE',
            spaces: [],
          },
        ],
      },
    }),
    row(3, {
      noun: 'group',
      applicantId,
      status: 'draft',
      draft: {
        type: 'association',
        names: { zh: '归帆夜跑联谊会', en: 'Guifan Night Runners' },
        shortName: '帆',
        joinMode: 'review',
        applicantRole: 'president',
      },
    }),
  ]
}
