import '../globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { hasLocale } from 'next-intl'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { ClientTexts } from '@/components/form/client-texts'
import { THEME_COOKIE, TYPE_COOKIE, themeOf, typeSizeOf } from '@/components/shell/appearance'
import { Footer } from '@/components/shell/footer'
import { Header } from '@/components/shell/header'
import { NotSetUp } from '@/components/shell/not-set-up'
import { TabBar } from '@/components/shell/tab-bar'
import { currentCtx } from '@/lib/auth/actor'
import { routing } from '@/lib/i18n/routing'
import { textIn } from '@/lib/i18n/text'
import { getReference } from '@/lib/network/queries'
import { countUnread } from '@/lib/notices/queries'

/** What there is before there is a network: signing in and the set-up itself. */
const opensBeforeSetUp = /^\/[^/]+\/(sign-in|set-up)(\/|$)/

type Props = { children: React.ReactNode; params: Promise<{ locale: string }> }

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfbf7' },
    { media: '(prefers-color-scheme: dark)', color: '#0f171a' },
  ],
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!hasLocale(routing.locales, locale)) return {}
  const t = await getTranslations({ locale, namespace: 'common' })
  const { network } = await getReference(await currentCtx())
  const name = textIn(network?.names, locale) || t('brand')
  return {
    metadataBase: process.env.NEXTAUTH_URL ? new URL(new URL(process.env.NEXTAUTH_URL).origin) : undefined,
    title: { default: name, template: `%s · ${name}` },
    description: t('home.sentence'),
    applicationName: name,
    formatDetection: { telephone: false },
  }
}

export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params
  if (!hasLocale(routing.locales, locale)) notFound()
  setRequestLocale(locale)
  const ctx = await currentCtx()
  const { network } = await getReference(ctx)
  const t = await getTranslations('common')
  const jar = await cookies()
  const theme = themeOf(jar.get(THEME_COOKIE)?.value)
  const typeSize = typeSizeOf(jar.get(TYPE_COOKIE)?.value)
  const name = textIn(network?.names, locale) || t('brand')
  const path = (await headers()).get('x-hui-path') ?? ''
  const isDemo = Boolean(network?.demoSeededAt)
  return (
    <html lang={locale} data-theme={theme} data-type={typeSize}>
      <body>
        <ClientTexts words={{ form: t.raw('form'), error: t.raw('error') }}>
          <a href="#main" className="btn btn-primary skip">
            {t('shell.skip')}
          </a>
          <Header
            locale={locale}
            actor={ctx.actor}
            seal={network?.seal ?? '荟'}
            networkName={name}
            theme={theme}
            typeSize={typeSize}
            unread={await countUnread(ctx)}
          />
          <main id="main" tabIndex={-1} className="main outline-none">
            {network || opensBeforeSetUp.test(path) ? children : <NotSetUp />}
          </main>
          <Footer locale={locale} name={name} contact={network?.footer.contact} licence={network?.footer.licence} isDemo={isDemo} />
          <TabBar />
        </ClientTexts>
      </body>
    </html>
  )
}
