import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { OutboxList } from '@/components/notices/outbox-list'
import { Button, ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Field, Input } from '@/components/ui/input'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getNetwork } from '@/lib/network/queries'
import { listOutbox } from '@/lib/notices/queries'
import { outboxParams } from '@/lib/notices/schema'
import { can } from '@/lib/policy/can'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'notices.outbox' })
  return { title: t('title'), robots: { index: false } }
}

/** Where mails stay when none leave: in a demo, or without a transport. */
export default async function OutboxPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  if (!can(ctx.actor, 'network:readOutbox', null)) notFound()
  const { to, before } = outboxParams.parse(await searchParams)
  const outbox = await listOutbox(ctx, { to: to || undefined, before })
  const { zone, demoSeededAt } = await getNetwork(ctx)
  const t = await getTranslations('notices.outbox')
  if (!outbox)
    return (
      <div className="wrap page">
        <h1>{t('title')}</h1>
        <Empty title={t('closed')}>{t('closedHint')}</Empty>
      </div>
    )
  const query = new URLSearchParams({ ...(to ? { to } : {}), before: outbox.next ?? '' })
  return (
    <div className="wrap page narrow grid grid-cols-[minmax(0,1fr)] gap-6">
      <h1>{t('title')}</h1>
      <p className="muted">{t('lead', { demo: demoSeededAt ? 'yes' : 'no' })}</p>
      <form className="flex flex-wrap items-end gap-3">
        <Field id="to" label={t('filter')} className="flex-[1_1_12rem]">
          <Input id="to" name="to" type="search" defaultValue={to} />
        </Field>
        <Button type="submit">{t('show')}</Button>
        {to && <ButtonLink href="/admin/outbox">{t('all')}</ButtonLink>}
      </form>
      {outbox.messages.length === 0 ? (
        <Empty title={t('empty')}>{t('emptyHint')}</Empty>
      ) : (
        <OutboxList messages={outbox.messages} zone={zone} locale={locale} now={ctx.now} />
      )}
      {outbox.next && <Pager next={`/admin/outbox?${query}`} />}
    </div>
  )
}
