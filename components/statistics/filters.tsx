import { getTranslations } from 'next-intl/server'
import { Button, ButtonLink } from '@/components/ui/button'
import { Select } from '@/components/ui/input'
import { Tabs } from '@/components/ui/tabs'
import type { Locale } from '@/db/vocabulary'
import { textIn } from '@/lib/i18n/text'
import type { Reference } from '@/lib/network/queries'
import { dimensions, type StatisticsInput } from '@/lib/statistics/schema'
import { formatMonth } from '@/lib/time/format'
import { addMonths } from '@/lib/time/zones'
import { statisticsHref } from './address'

/** `newest` is the month (`YYYY-MM`) that now is in the network's zone. */
type Props = { input: StatisticsInput; reference: Reference; period: { from: string; to: string }; newest: string; locale: Locale }

/** The address is the form: a GET form of period, district, kind and mode, and the dimension as tabs. */
export async function StatisticsFilters({ input, reference, period, newest, locale }: Props) {
  const t = await getTranslations('statistics')
  const filtered = Boolean(input.district || input.kind || input.group || input.from || input.to || input.mode !== 'full')
  return (
    <section aria-label={t('filters.label')} className="flex flex-col gap-5">
      <form
        method="get"
        action=""
        className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,9.5rem),1fr))] items-end gap-3 md:flex md:flex-wrap"
      >
        <input type="hidden" name="by" value={input.by} />
        {input.group && <input type="hidden" name="group" value={input.group} />}
        <Labelled label={t('filters.from')}>
          <Months name="from" chosen={period.from} newest={newest} locale={locale} />
        </Labelled>
        <Labelled label={t('filters.to')}>
          <Months name="to" chosen={period.to} newest={newest} locale={locale} />
        </Labelled>
        <Labelled label={t('filters.district')}>
          <Select name="district" defaultValue={input.district ?? ''}>
            <option value="">{t('filters.all')}</option>
            {reference.districts.map((d) => (
              <option key={d.code} value={d.code}>
                {textIn(d.names, locale)}
              </option>
            ))}
            <option value="ONLINE">{t('bucket.ONLINE')}</option>
            <option value="UNPLACED">{t('bucket.UNPLACED')}</option>
          </Select>
        </Labelled>
        <Labelled label={t('filters.kind')}>
          <Select name="kind" defaultValue={input.kind ?? ''}>
            <option value="">{t('filters.all')}</option>
            {reference.kinds
              .filter((k) => k.countable)
              .map((k) => (
                <option key={k.code} value={k.code}>
                  {textIn(k.names, locale)}
                </option>
              ))}
          </Select>
        </Labelled>
        <Labelled label={t('filters.mode')}>
          <Select name="mode" defaultValue={input.mode}>
            <option value="full">{t('mode.full')}</option>
            <option value="lead">{t('mode.lead')}</option>
          </Select>
        </Labelled>
        <div className="flex gap-3">
          <Button type="submit" variant="primary">
            {t('filters.apply')}
          </Button>
          {filtered && (
            <ButtonLink variant="plain" href={`/admin/statistics?by=${input.by}`}>
              {t('filters.reset')}
            </ButtonLink>
          )}
        </div>
      </form>
      <Tabs
        label={t('by.label')}
        items={dimensions.map((by) => ({ href: statisticsHref(input, { by }), label: t(`by.${by}`), current: by === input.by }))}
      />
    </section>
  )
}

/** The months of the last five years, newest first, and the chosen one where it is older. */
function Months({ name, chosen, newest, locale }: { name: string; chosen: string; newest: string; locale: Locale }) {
  const months = Array.from({ length: 60 }, (_, i) => addMonths(newest, -i))
  if (!months.includes(chosen)) months.push(chosen)
  return (
    <Select name={name} defaultValue={chosen}>
      {months.map((month) => (
        <option key={month} value={month}>
          {formatMonth(month, locale)}
        </option>
      ))}
    </Select>
  )
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="flex flex-col gap-1">
      <span className="small text-ink-2">{label}</span>
      {children}
    </label>
  )
}
