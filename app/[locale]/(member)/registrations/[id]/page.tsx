import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { RegistrationHead } from '@/components/registrations/registration-head'
import { RegistrationView } from '@/components/registrations/registration-view'
import type { Locale } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { getReference } from '@/lib/network/queries'
import { personIdOf } from '@/lib/policy/actor'
import { getRegistration } from '@/lib/registrations/queries'
import { orElsewhere } from '../../../(organizer)/organize/activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'registrations' })
  return { title: t('title'), robots: { index: false } }
}

export default async function RegistrationPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const registration = await getRegistration(ctx, id).catch(orElsewhere(`/${locale}/registrations/${id}`))
  const { network, districts, venueCategories } = await getReference(ctx)
  return (
    <div className="wrap page narrow">
      <RegistrationHead
        registration={registration}
        isMine={registration.applicantId === personIdOf(ctx.actor)}
        zone={network?.zone ?? 'UTC'}
        locale={locale}
        now={ctx.now}
      />
      <RegistrationView
        registration={registration}
        districtNames={(code) => districts.find((d) => d.code === code)?.names}
        categoryNames={(code) => venueCategories.find((c) => c.code === code)?.names}
        locale={locale}
      />
    </div>
  )
}
