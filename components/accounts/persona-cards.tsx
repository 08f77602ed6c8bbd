import { useLocale, useTranslations } from 'next-intl'
import type { Locale } from '@/db/vocabulary'
import type { Persona } from '@/lib/accounts/schema'
import { textIn } from '@/lib/i18n/text'

/** The demo's people as cards: one click and one is in. */
export function PersonaCards({ personas, returnTo }: { personas: readonly Persona[]; returnTo: string | null }) {
  const t = useTranslations('accounts.personas')
  const locale = useLocale() as Locale
  return (
    <section aria-labelledby="personas" className="grid content-start gap-4">
      <div>
        <h2 id="personas">{t('title')}</h2>
        <p className="muted">{t('lead')}</p>
      </div>
      <ul className="grid gap-3 sm:grid-cols-2">
        {personas.map((persona) => (
          <li key={persona.key}>
            <form method="post" action="/api/auth/persona" className="h-full">
              <input type="hidden" name="key" value={persona.key} />
              <input type="hidden" name="locale" value={locale} />
              {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
              <button
                type="submit"
                className="card flex h-full w-full items-center gap-4 p-4 text-left transition-colors hover:border-lake hover:bg-lake-wash"
                data-testid={`persona-${persona.key}`}
                aria-label={t('enter', { name: persona.name })}
              >
                <span
                  aria-hidden="true"
                  className="grid size-11 flex-none place-items-center rounded-full bg-[oklch(var(--kind-l)_var(--kind-c)_var(--h))] font-serif text-lg text-[oklch(var(--kind-ink-l)_var(--kind-ink-c)_var(--h))]"
                  style={{ '--h': hueOf(persona.key) } as React.CSSProperties}
                >
                  {initialOf(persona.name)}
                </span>
                <span className="min-w-0 text-left">
                  <span className="block font-serif text-lg font-semibold" lang={/[a-z]/i.test(persona.name) ? 'en' : 'zh-CN'}>
                    {persona.name}
                  </span>
                  <span className="small muted block">{textIn(persona.roleText, locale)}</span>
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

const initialOf = (name: string) => (/[a-z]/i.test(name) ? name.charAt(0) : name.slice(-1))
const hueOf = (key: string) => [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
