import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { RegistrationForm } from '@/components/registrations/registration-form'
import { ClientMessages } from '@/components/shell/client-messages'
import { Notice } from '@/components/ui/notice'
import type { Locale, LocalText } from '@/db/vocabulary'
import { currentCtx } from '@/lib/auth/actor'
import { textIn } from '@/lib/i18n/text'
import { getReference, listOfferedDistricts } from '@/lib/network/queries'
import { getRegistration } from '@/lib/registrations/queries'
import { orElsewhere } from '../../../../(organizer)/organize/activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'registrations' })
  return { title: t('title'), robots: { index: false } }
}

export default async function EditRegistrationPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const registration = await getRegistration(ctx, id).catch(orElsewhere(`/${locale}/registrations/${id}/edit`))
  if (!registration.mayEdit) redirect(`/${locale}/registrations/${id}`)
  const { noun, draft, parent, decisionReason } = registration
  const { venueCategories } = await getReference(ctx)
  const districts = await listOfferedDistricts(ctx)
  const option = ({ code, names }: { code: string; names: LocalText }) => ({ value: code, label: textIn(names, locale) })
  const choices = { districts: districts.map(option), categories: venueCategories.map(option) }
  const t = await getTranslations('registrations')
  return (
    <div className="wrap page">
      <h1>{t(`form.title.${noun}`)}</h1>
      <p className="muted measure mt-2 mb-6">{t('form.lead')}</p>
      {decisionReason && (
        <div className="mb-6">
          <Notice tone="warn">{t('reason', { text: decisionReason })}</Notice>
        </div>
      )}
      <ClientMessages of={['registrations.form', 'groups.form', 'groups.joinModes', 'venues.facilities', 'venues.desk.photos']}>
        <RegistrationForm
          registrationId={id}
          noun={noun}
          draft={draft}
          parent={parent && { id: parent.id, label: textIn(parent.names, locale) }}
          choices={choices}
        />
      </ClientMessages>
    </div>
  )
}
