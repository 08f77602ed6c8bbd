import { createTranslator } from 'next-intl'
import type { outboxMessages } from '@/db/schema/notices'
import type { Locale } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { messagesFor } from '../i18n/messages'
import { textIn } from '../i18n/text'
import { type Letter, type RenderedMail, renderLetter } from '../mail/letter'
import { getReference } from '../network/queries'
import { wordsOf } from './words'

export type OutboxMessage = typeof outboxMessages.$inferSelect

/** The address at which people reach this deployment, without a slash at its end. */
export const baseUrl = (env: Record<string, string | undefined> = process.env): string =>
  (env.NEXTAUTH_URL || `http://localhost:${env.PORT || 3000}`).replace(/\/+$/, '').replace(/\/api\/auth$/, '')

/** A message as the mail it becomes, with its link; texts of activities and groups are loaded now, not when it was queued. */
export async function renderMessage(ctx: Pick<Ctx, 'db'>, message: OutboxMessage): Promise<RenderedMail & { link: string | null }> {
  const letter = message.template === 'sign_in' ? await signInLetter(ctx, message) : await noticeLetter(ctx, message)
  return { ...renderLetter(letter), link: letter.action?.url ?? null }
}

async function frameOf(ctx: Pick<Ctx, 'db'>, locale: Locale) {
  const { network } = await getReference(ctx)
  const messages = (await messagesFor(locale)).notices
  const t = createTranslator({ locale, messages: { notices: messages } as never, namespace: 'notices' as never }) as unknown as (
    key: string,
    values?: Record<string, string>,
  ) => string
  const name = textIn(network?.names, locale) || 'Hui'
  const footer = [
    network?.demoSeededAt ? t('footer.demo') : '',
    network?.footer.contact ? t('footer.contact', { contact: network.footer.contact }) : '',
  ].filter(Boolean)
  return { t, network: name, seal: network?.seal ?? '荟', footer }
}

async function signInLetter(ctx: Pick<Ctx, 'db'>, { locale, values }: OutboxMessage): Promise<Letter> {
  const { t, network, seal, footer } = await frameOf(ctx, locale)
  const { code, requestId, secret } = values as { code?: string | null; requestId?: string; secret?: string }
  const query = new URLSearchParams({ request: requestId ?? '', secret: secret ?? '' })
  return {
    locale,
    subject: code ? t('sign_in.subject', { code }) : t('sign_in.subjectLink', { network }),
    heading: code ? t('sign_in.heading') : t('sign_in.headingLink', { network }),
    code,
    paragraphs: code ? [t('sign_in.body'), t('sign_in.link')] : [t('sign_in.linkOnly')],
    action: { label: t('sign_in.action'), url: `${baseUrl()}/${locale}/sign-in/link?${query}` },
    footer: [t('sign_in.ignore'), ...footer],
    seal,
    network,
  }
}

async function noticeLetter(ctx: Pick<Ctx, 'db'>, { locale, template, values }: OutboxMessage): Promise<Letter> {
  const { t, network, seal, footer } = await frameOf(ctx, locale)
  const { about, ...ids } = values as { about: { type: string; id: string } }
  const [words] = await wordsOf(ctx, [{ kind: template, aboutType: about.type, aboutId: about.id, ids }], locale)
  if (!words) throw new Error('no words')
  return {
    locale,
    subject: words.title,
    heading: words.title,
    paragraphs: [words.body],
    facts: words.facts,
    action: { label: words.action, url: `${baseUrl()}/${locale}${words.path}` },
    footer: [t('footer.why', { network }), ...footer],
    seal,
    network,
  }
}
