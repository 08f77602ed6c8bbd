import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { ChartIcon, CheckListIcon, ClockIcon, FlagIcon, MailIcon, PeopleIcon, SlidersIcon, TableIcon } from '@/components/ui/icons'
import { Notice } from '@/components/ui/notice'
import { Link } from '@/lib/i18n/navigation'
import type { FirstStep, Administration as Shown } from '@/lib/statistics/queries/administration'

const hrefs = {
  reviews: '/admin/reviews',
  reports: '/admin/reports',
  statistics: '/admin/statistics',
  history: '/admin/history',
  imports: '/admin/import',
  outbox: '/admin/outbox',
  settings: '/admin/settings',
  people: '/admin/settings/people',
} as const
const icons = {
  reviews: CheckListIcon,
  reports: FlagIcon,
  statistics: ChartIcon,
  history: ClockIcon,
  imports: TableIcon,
  outbox: MailIcon,
  settings: SlidersIcon,
  people: PeopleIcon,
} as const
const stepHrefs = {
  districts: '/admin/settings/districts',
  officers: '/admin/settings/people',
  group: '/register',
  venue: '/register',
  activity: '/organize',
} as const

/** Where an administrator begins: what a new network does first, what waits, and every room that opens. */
export function Administration({ shown, testMail }: { shown: Shown; testMail: ReactNode }) {
  const t = useTranslations('network.admin')
  return (
    <>
      {shown.mail !== null && shown.mail.failed > 0 && <Notice tone="warn">{t('mailFailed', { n: shown.mail.failed })}</Notice>}
      {shown.firstSteps && <FirstSteps steps={shown.firstSteps} testMail={testMail} />}
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {shown.doors.map(({ key, count }) => (
          <li key={key}>
            <Door of={key}>
              <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-serif text-lg font-semibold">{t(`doors.${key}.title`)}</span>
                {count !== null && count > 0 && <Chip tone="wait">{t('waiting', { n: count >= 100 ? '100+' : String(count) })}</Chip>}
              </span>
              <span className="small muted">{t(`doors.${key}.what`)}</span>
            </Door>
          </li>
        ))}
      </ul>
      {shown.mail !== null && !shown.firstSteps && (
        <Card as="section" className="flex flex-col items-start gap-3 p-5">
          <h2>{t('mail.title')}</h2>
          <p className="muted">{shown.mail.leaves ? t('mail.leaves') : t('mail.kept')}</p>
          {testMail}
        </Card>
      )}
    </>
  )
}

function Door({ of, children }: { of: keyof typeof hrefs; children: ReactNode }) {
  const Icon = icons[of]
  return (
    <Link href={hrefs[of]} className="card flex h-full items-start gap-4 p-5 hover:border-line-2">
      <span className="flex-none rounded-lg bg-lake-wash p-2 text-lake">
        <Icon size={22} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">{children}</span>
    </Link>
  )
}

function FirstSteps({ steps, testMail }: { steps: FirstStep[]; testMail: ReactNode }) {
  const t = useTranslations('network.admin')
  const left = steps.filter(({ done }) => !done).length
  return (
    <Card as="section" className="p-6">
      <h2>{t('first.title')}</h2>
      <p className="muted mt-1">{t('first.left', { n: left })}</p>
      <ol className="mt-4 flex flex-col divide-y divide-line">
        {steps.map(({ key, done }) => (
          <li key={key} className="flex items-start gap-4 py-3" data-testid={`first-${key}`} data-done={done}>
            <span
              className={`mt-0.5 inline-grid h-6 w-6 flex-none place-items-center rounded-full border ${done ? 'border-lake bg-lake-wash text-lake' : 'border-line-2'}`}
              aria-hidden="true"
            >
              {done ? '✓' : ''}
            </span>
            <div className="min-w-0 flex-1">
              <p className="font-semibold">
                {key === 'mail' ? (
                  t(`first.${key}.title`)
                ) : (
                  <Link href={stepHrefs[key]} className="link">
                    {t(`first.${key}.title`)}
                  </Link>
                )}
                <span className="sr-only"> {done ? t('first.done') : t('first.open')}</span>
              </p>
              <p className="small muted">{t(`first.${key}.what`)}</p>
              {key === 'mail' && <div className="mt-2">{testMail}</div>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
