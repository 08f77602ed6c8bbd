import type { PersonaKey } from './fixtures'

/** Who may open which page and ask which route: every one of them is named here, or lib/policy/access.test.ts fails. */

export type Who = PersonaKey | 'visitor'
/** `passes`: to whom it opens. A person whom it refuses learns that there is nothing; a visitor that, or where to sign in. */
export type Entrance = {
  passes: readonly Who[]
  visitor?: 'sign-in' | 'missing'
  /** Its address, with `:name` for what is found in the demo city; by default its pattern. */
  at?: string
  method?: 'POST'
  /** Depends on where the activity found takes place. */
  either?: readonly Who[]
}

export const persons = ['lin-zhixia', 'zhao-ming', 'wu-qi', 'gu-heng', 'shen-lan', 'tang-yue', 'han-sheng', 'anna-keller'] as const
const everybody: readonly Who[] = ['visitor', ...persons]

const open = (at?: string): Entrance => ({ passes: everybody, at })
const nobody = (at: string, visitor: Entrance['visitor'] = 'missing'): Entrance => ({ passes: [], visitor, at })
const signedIn: Entrance = { passes: persons, visitor: 'sign-in' }
const only = (...passes: readonly Who[]) => ({
  orSignIn: (over: Partial<Entrance> = {}): Entrance => ({ passes, visitor: 'sign-in', ...over }),
  orMissing: (over: Partial<Entrance> = {}): Entrance => ({ passes, visitor: 'missing', ...over }),
})
const MISSING = '0198a000-0000-7000-8000-000000000000'
const SECRET = 'no-such-secret-0123456789'

const administrators = ['shen-lan', 'tang-yue', 'han-sheng'] as const
const settings = only('tang-yue').orMissing()
const desk = (at: string) => only('zhao-ming').orSignIn({ at })
const venueDesk = (tab: string) => only('wu-qi', 'tang-yue').orSignIn({ at: `/organize/venues/:kept${tab}` })
const groupDesk = (at: string) => only('zhao-ming').orSignIn({ at })
const groupList = (at: string) => only('zhao-ming', 'tang-yue', 'han-sheng').orSignIn({ at })

/** Pages by their address, `/` being `app/[locale]`. */
export const pages: Record<string, Entrance> = {
  '/': open(),
  '/[...rest]': nobody('/nothing/at/all'),
  '/activities': open(),
  '/activities/[slug]': open('/activities/:slug'),
  '/admin': only(...administrators).orSignIn(),
  '/admin/history': only('tang-yue', 'han-sheng').orMissing(),
  '/admin/import': only('tang-yue').orSignIn(),
  '/admin/outbox': only('tang-yue', 'han-sheng').orMissing(),
  '/admin/reports': only('shen-lan', 'tang-yue').orSignIn(),
  '/admin/reviews': only(...administrators).orSignIn(),
  '/admin/settings': settings,
  '/admin/settings/calendar': settings,
  '/admin/settings/districts': settings,
  '/admin/settings/kinds': settings,
  '/admin/settings/people': settings,
  '/admin/settings/rules': settings,
  '/admin/statistics': only(...administrators).orMissing(),
  '/admin/statistics/check-ins/[slug]': only('zhao-ming', 'tang-yue', 'han-sheng').orMissing({
    at: '/admin/statistics/check-ins/:slug',
    either: ['shen-lan'],
  }),
  '/admin/statistics/rows': only(...administrators).orMissing(),
  '/check-in': open(),
  '/check-in/[id]': nobody(`/check-in/${MISSING}`),
  '/goodbye': open(),
  '/groups': open(),
  '/groups/[slug]': open('/groups/:group'),
  '/groups/[slug]/figures': open('/groups/:group/figures'),
  '/invitations/[secret]': open(`/invitations/${SECRET}`),
  '/me': signedIn,
  '/me/claim': signedIn,
  '/me/data': signedIn,
  '/me/data/erase': signedIn,
  '/me/groups': signedIn,
  '/me/notices': signedIn,
  '/me/parents/[id]': nobody(`/me/parents/${MISSING}`, 'sign-in'),
  '/me/record': signedIn,
  '/me/settings': signedIn,
  '/organize': signedIn,
  '/organize/activities/[id]': desk('/organize/activities/:activity'),
  '/organize/activities/[id]/door': desk('/organize/activities/:activity/door'),
  '/organize/activities/[id]/people': desk('/organize/activities/:activity/people'),
  '/organize/activities/[id]/recap': desk('/organize/activities/:activity/recap'),
  '/organize/activities/[id]/wall': desk('/organize/activities/:activity/wall'),
  '/organize/groups/[slug]/activities/new': groupDesk('/organize/groups/:group/activities/new'),
  '/organize/groups/[slug]/import': groupDesk('/organize/groups/:group/import'),
  '/organize/groups/[slug]/members': groupList('/organize/groups/:group/members'),
  '/organize/groups/[slug]/officers': groupList('/organize/groups/:group/officers'),
  '/organize/groups/[slug]/settings': only('zhao-ming', 'tang-yue').orSignIn({ at: '/organize/groups/:group/settings' }),
  '/organize/venues/[slug]': venueDesk(''),
  '/organize/venues/[slug]/details': venueDesk('/details'),
  '/organize/venues/[slug]/photos': venueDesk('/photos'),
  '/organize/venues/[slug]/spaces': venueDesk('/spaces'),
  '/organize/venues/[slug]/week': venueDesk('/week'),
  '/privacy': open(),
  '/register': open(),
  '/registrations/[id]': only(...administrators).orSignIn({ at: '/registrations/:registration', either: ['lin-zhixia', 'gu-heng'] }),
  // Whoever may read it but not change it is led to the page that shows it.
  '/registrations/[id]/edit': only(...administrators).orSignIn({
    at: '/registrations/:registration/edit',
    either: ['lin-zhixia', 'gu-heng'],
  }),
  '/report/[noun]/[id]': open('/report/group/:groupId'),
  '/set-up/[secret]': open(`/set-up/${SECRET}`),
  '/sign-in': open(),
  '/sign-in/code': open(),
  '/sign-in/link': open(),
  '/sign-in/name': signedIn,
  '/venues': open(),
  '/venues/[slug]': open('/venues/:venue'),
}

/** Every exported method of `app/api`; a wrong secret answers as nothing. */
export const routes: Record<string, Entrance | 'signs in'> = {
  'GET /api/auth/[...nextauth]': 'signs in',
  'POST /api/auth/[...nextauth]': 'signs in',
  'POST /api/auth/link': 'signs in',
  'POST /api/auth/persona': 'signs in',
  'GET /api/exports/[id]': nobody(`/api/exports/${MISSING}`),
  'POST /api/files': { passes: persons, at: '/api/files', method: 'POST' },
  'GET /api/files/[id]': nobody(`/api/files/${MISSING}`),
  'GET /api/healthz': open('/api/healthz'),
  'POST /api/imports': only('tang-yue').orSignIn({ at: '/api/imports', method: 'POST' }),
  'GET /api/imports/[id]/problems': nobody(`/api/imports/${MISSING}/problems`),
  'GET /api/imports/templates/[noun]': open('/api/imports/templates/members'),
  'POST /api/me/export': { passes: persons, at: '/api/me/export', method: 'POST' },
  'GET /api/readyz': open('/api/readyz'),
  'GET /api/v1/activities/[slug]/calendar.ics': open('/api/v1/activities/:slug/calendar.ics'),
  'GET /api/v1/activities/[slug]/poster.png': open('/api/v1/activities/:slug/poster.png'),
  'GET /api/v1/activities/[slug]/share.png': open('/api/v1/activities/:slug/share.png'),
  'GET /api/v1/activities/calendar': open('/api/v1/activities/calendar?from=2026-11-01&to=2026-12-01'),
  'GET /api/v1/feeds/[token]': nobody('/api/v1/feeds/no-such-token.ics'),
  'GET /api/v1/groups': open('/api/v1/groups'),
  'GET /api/v1/groups/[slug]/calendar.atom': open('/api/v1/groups/:group/calendar.atom'),
  'GET /api/v1/groups/[slug]/calendar.ics': open('/api/v1/groups/:group/calendar.ics'),
  'GET /api/v1/history': only('tang-yue', 'han-sheng').orMissing({ at: '/api/v1/history' }),
  'GET /api/v1/statistics': only(...administrators).orMissing({ at: '/api/v1/statistics' }),
}

type Things = Record<string, string>

const one = (text: string, pattern: RegExp): string => {
  const found = pattern.exec(text)?.[1]
  if (!found) throw new Error(`nothing in the demo city looks like ${pattern}`)
  return found
}

/** What stands in place of an address's names: things of the secretary's group, found as a person finds them. */
export async function findThings(read: (who: Who, route: string) => Promise<string>): Promise<Things> {
  const desk = await read('zhao-ming', '/organize')
  const group = one(desk, /\/organize\/groups\/([\w-]+)/)
  const keeper = await read('wu-qi', '/organize')
  return {
    activity: one(desk, /\/organize\/activities\/([0-9a-f-]{36})/),
    group,
    groupId: one(await read('zhao-ming', `/groups/${group}`), /\/report\/group\/([0-9a-f-]{36})/),
    slug: one(await read('visitor', `/activities?group=${group}`), /href="\/[\w-]+\/activities\/([\w-]+)"/),
    venue: one(await read('visitor', '/venues'), /href="\/[\w-]+\/venues\/([\w-]+)"/),
    kept: one(keeper, /\/organize\/venues\/([\w-]+)/),
    registration: one(await read('shen-lan', '/admin/reviews'), /\/registrations\/([0-9a-f-]{36})/),
  }
}

/** An entrance's address with things of the demo city in it. */
export const filled = (template: string, things: Things) => template.replace(/:([a-z]\w*)/gi, (_, name) => things[name] ?? `:${name}`)
