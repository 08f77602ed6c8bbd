import { getTranslations } from 'next-intl/server'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { Text } from '@/components/ui/text'
import type { Locale } from '@/db/vocabulary'
import { Link } from '@/lib/i18n/navigation'
import type { Statistics } from '@/lib/statistics/queries/figures'
import type { MissingRecap, MonthState } from '@/lib/statistics/queries/months'
import { formatDay, formatMonth, formatNumber } from '@/lib/time/format'

/** Why the figures are provisional: the missing recaps by name. */
export async function Provisional({ n, missing, locale }: { n: number; missing: MissingRecap[]; locale: Locale }) {
  if (n === 0) return null
  const t = await getTranslations('statistics.provisional')
  return (
    <Notice tone="warn">
      <p>{t('title', { n })}</p>
      <Disclosure summary={t('list')}>
        <ul className="mt-2 flex flex-col gap-2">
          {missing.map((m) => (
            <li key={m.slug}>
              <Link className="underline" href={`/activities/${m.slug}`}>
                <Text value={m.titles} locale={locale} />
              </Link>{' '}
              <span className="small">
                {formatDay(m.reportedOn, locale)} · <Text value={m.host} locale={locale} />
              </span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Notice>
  )
}

/** Where parts add up to more than the whole: why, with the live numbers. */
export async function Sums({ statistics: s, locale }: { statistics: Statistics; locale: Locale }) {
  const t = await getTranslations('statistics.sums')
  const rich = { b: (text: React.ReactNode) => <b>{text}</b> }
  const people = s.partSums.people !== s.total.people
  const joint = s.by === 'group' && s.mode === 'full' && s.partSums.activities !== s.total.activities
  if (!people && !joint) return null
  const numbers = (parts: number, whole: number) => ({ parts: formatNumber(parts, locale), whole: formatNumber(whole, locale) })
  return (
    <div className="card flex gap-4 border-transparent bg-osm-wash px-5 py-4 text-osm-ink">
      <b aria-hidden="true">Σ</b>
      <div className="flex flex-col gap-1">
        {joint && <p>{t.rich('joint', { ...rich, ...numbers(s.partSums.activities, s.total.activities) })}</p>}
        {people && <p>{t.rich('people', { ...rich, by: t(`dimension.${s.by}`), ...numbers(s.partSums.people, s.total.people) })}</p>}
      </div>
    </div>
  )
}

/** The locked months and what moved since: locked + Σ restatements = live. */
export async function MonthLocks({ locks, locale }: { locks: MonthState[]; locale: Locale }) {
  if (locks.length === 0) return null
  const t = await getTranslations('statistics.locks')
  const signed = (n: number) => new Intl.NumberFormat(locale, { signDisplay: 'always' }).format(n)
  return (
    <section>
      <h2 className="mb-2 text-xl">{t('title')}</h2>
      <ul className="flex flex-col gap-2">
        {locks.map((lock) => {
          const moved = { activities: 0, attendances: 0 }
          for (const { delta } of lock.restatements) {
            moved.activities += delta.activities
            moved.attendances += delta.attendances
          }
          return (
            <li key={lock.month}>
              {t('locked', {
                month: formatMonth(lock.month, locale),
                at: formatDay(lock.lockedAt.toISOString().slice(0, 10), locale),
                activities: formatNumber(lock.locked.activities, locale),
                attendances: formatNumber(lock.locked.attendances, locale),
              })}
              {' · '}
              {lock.restatements.length > 0
                ? t('restated', { activities: signed(moved.activities), attendances: signed(moved.attendances) })
                : t('none')}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
