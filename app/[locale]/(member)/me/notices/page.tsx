import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ReadAll } from '@/components/accounts/read-all'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Pager } from '@/components/ui/pager'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { Link, redirect } from '@/lib/i18n/navigation'
import { countUnread, listMyNotices } from '@/lib/notices/queries'
import { noticesParams } from '@/lib/notices/schema'
import { formatAgo } from '@/lib/time/format'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, unknown>> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'common.inbox' })
  return { title: t('title') }
}

export default async function NoticesPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const parsed = noticesParams.safeParse(await searchParams)
  if (!parsed.success) notFound()
  const { before } = parsed.data
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') return redirect({ href: `/sign-in?returnTo=/${locale}/me/notices`, locale })
  const t = await getTranslations('common.inbox')
  const [{ notices, next }, unread] = [await listMyNotices(ctx, locale, { before }), await countUnread(ctx)]
  return (
    <div className="wrap page">
      <header className="measure flex flex-wrap items-center gap-3">
        <h1 className="flex-1">{t('title')}</h1>
        {unread > 0 && <ReadAll label={t('read_all')} />}
      </header>
      {notices.length === 0 ? (
        <div className="mt-6">
          <Empty title={t('empty')}>{t('empty_hint')}</Empty>
        </div>
      ) : (
        <ol className="measure mt-4">
          {notices.map((notice) => (
            <li key={notice.id} className="border-t py-4">
              <h2 className="text-lg">
                <Link href={notice.path} className="link">
                  {notice.title}
                </Link>{' '}
                {notice.readAt === null && <Chip tone="ok">{t('new')}</Chip>}
              </h2>
              <p className="mt-1 text-ink-2">{notice.body}</p>
              <p className="small muted mt-1">{formatAgo(notice.createdAt, ctx.now, locale)}</p>
            </li>
          ))}
        </ol>
      )}
      <Pager next={next && `/me/notices?before=${next}`} first={before ? '/me/notices' : null} />
    </div>
  )
}
