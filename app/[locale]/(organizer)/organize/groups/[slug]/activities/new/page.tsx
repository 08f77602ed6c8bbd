import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { NewActivityForm } from '@/components/activities/plan-form'
import { ClientMessages } from '@/components/shell/client-messages'
import type { Locale } from '@/db/vocabulary'
import { getNewPlan } from '@/lib/activities/queries/plan'
import { currentCtx } from '@/lib/auth/actor'
import { Link } from '@/lib/i18n/navigation'
import { textIn } from '@/lib/i18n/text'
import { orElsewhere } from '../../../../activities/[id]/door/or-elsewhere'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'activities.form' })
  return { title: t('newTitle'), robots: { index: false } }
}

export default async function NewActivityPage({ params }: Props) {
  const { locale, slug } = await params
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const plan = await getNewPlan(ctx, slug).catch(orElsewhere(`/${locale}/organize/groups/${slug}/activities/new`))
  const t = await getTranslations('activities')
  return (
    <div className="wrap page">
      <Link href="/organize" className="back">
        {t('workspace.desk')}
      </Link>
      <h1 className="mt-2">{t('form.newTitle')}</h1>
      <p className="muted mt-2 mb-8">
        {t('form.newLead', { group: textIn(plan.group.names, locale) })} {plan.fromLast && t('form.fromLast')}
      </p>
      <ClientMessages of={['activities.form', 'activities.modes', 'activities.audiences', 'activities.languages']}>
        <NewActivityForm groupId={plan.group.id} values={plan.values} {...plan.choices} locale={locale} />
      </ClientMessages>
    </div>
  )
}
