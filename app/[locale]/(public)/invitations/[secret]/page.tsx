import { getTranslations, setRequestLocale } from 'next-intl/server'
import { InvitationCard } from '@/components/groups/invitation-card'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getInvitation } from '@/lib/groups/queries/mine'
import { getReference } from '@/lib/network/queries'

type Props = { params: Promise<{ locale: Locale; secret: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'groups.invitation' })
  return { title: t('title'), robots: { index: false }, referrer: 'same-origin' }
}

/** Shows what is offered; a visit, also a mail scanner's, uses nothing up. */
export default async function InvitationPage({ params }: Props) {
  const { locale, secret } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const invitation = await getInvitation(ctx, secret)
  const { network } = await getReference(ctx)
  const t = await getTranslations('groups.invitation')
  return (
    <div className="wrap page grid max-w-2xl gap-5">
      <h1>{t('title')}</h1>
      <InvitationCard
        invitation={invitation}
        secret={secret}
        signedInAs={ctx.actor.kind === 'person' ? ctx.actor.displayName : null}
        zone={network?.zone ?? 'UTC'}
        locale={locale}
        now={ctx.now}
      />
    </div>
  )
}
