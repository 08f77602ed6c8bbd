import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { HouseIcon, PeopleIcon } from '@/components/ui/icons'
import { type Locale, registrationNouns } from '@/db/vocabulary'
import { StartButton } from './start-button'

const icons = { group: PeopleIcon, venue: HouseIcon }

/** The two things that can be registered, what each needs, and where to begin. */
export function StartCards({ signedIn, locale }: { signedIn: boolean; locale: Locale }) {
  const t = useTranslations('registrations.start')
  return (
    <div className="grid gap-5 md:grid-cols-2">
      {registrationNouns.map((noun) => {
        const Icon = icons[noun]
        return (
          <Card as="section" key={noun} className="flex flex-col gap-3 p-6">
            <h2 className="flex items-center gap-3">
              <Icon size={26} />
              {t(`${noun}.title`)}
            </h2>
            <p>{t(`${noun}.lead`)}</p>
            <p className="small muted flex-1">{t(`${noun}.needs`)}</p>
            {signedIn ? (
              <ClientMessages of={['registrations.start']}>
                <StartButton noun={noun} />
              </ClientMessages>
            ) : (
              <ButtonLink
                href={`/sign-in?returnTo=${encodeURIComponent(`/${locale}/register`)}`}
                variant={noun === 'group' ? 'primary' : 'quiet'}
                className="self-start"
              >
                {t('sign_in')}
              </ButtonLink>
            )}
          </Card>
        )
      })}
    </div>
  )
}
