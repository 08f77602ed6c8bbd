import { createTranslator } from 'next-intl'
import type { outboxMessages } from '@/db/schema/notices'
import { type Locale, locales } from '@/db/vocabulary'
import type { Ctx } from '../ctx'
import { messagesFor } from '../i18n/messages'
import { textIn } from '../i18n/text'
import { type Letter, type RenderedMail, renderLetter } from '../mail/letter'
import { getReference } from '../network/queries'
import { loadInvitations } from './abouts'
import { fullWhen, type NoticeWords, type Told, wordsOf } from './words'

export type OutboxMessage = typeof outboxMessages.$inferSelect

/** The address at which people reach this deployment, without a slash at its end. */
export const baseUrl = (env: Record<string, string | undefined> = process.env): string =>
  (env.NEXTAUTH_URL || `http://localhost:${env.PORT || 3000}`).replace(/\/+$/, '').replace(/\/api\/auth$/, '')

export type MessageMail = RenderedMail & { link: string | null }

/** Messages as the mails they become; texts of activities and groups are loaded now, not when they were queued, for all at once. */
export async function renderMessages(ctx: Pick<Ctx, 'db'>, messages: readonly OutboxMessage[]): Promise<MessageMail[]> {
  const rendered = new Map<string, Letter>()
  for (const locale of locales) {
    const mine = messages.filter((message) => message.locale === locale)
    const frame = await frameOf(ctx, locale)
    const told = mine.filter(({ template }) => !(template in letters) && template !== 'invitation')
    const words = await wordsOf(ctx, told.map(toldOf), locale)
    for (const message of mine) {
      const letter = letters[message.template as keyof typeof letters]
      if (letter) rendered.set(message.id, letter(frame, message))
    }
    const invited = mine.filter(({ template }) => template === 'invitation')
    const offers = await loadInvitations(ctx, invited.map(invitationIdOf), locale)
    for (const message of invited)
      rendered.set(
        message.id,
        invitationLetter(
          frame,
          message,
          offers.find(({ id }) => id === invitationIdOf(message)),
        ),
      )
    told.forEach((message, i) => {
      const said = words[i]
      if (said) rendered.set(message.id, noticeLetter(frame, said))
    })
  }
  return messages.map(({ id }) => {
    const letter = rendered.get(id)
    if (!letter) throw new Error('a message without a letter')
    return { ...renderLetter(letter), link: letter.action?.url ?? null }
  })
}

export async function renderMessage(ctx: Pick<Ctx, 'db'>, message: OutboxMessage): Promise<MessageMail> {
  const [mail] = await renderMessages(ctx, [message])
  return mail as MessageMail
}

function toldOf({ template, values }: OutboxMessage): Told {
  const { about, ...ids } = values as { about: { type: string; id: string } }
  return { kind: template, aboutType: about.type, aboutId: about.id, ids }
}

type Frame = Awaited<ReturnType<typeof frameOf>>

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
  return { t, locale, network: name, zone: network?.zone ?? 'UTC', seal: network?.seal ?? '荟', footer }
}

function signInLetter({ t, locale, network, seal, footer }: Frame, { values }: OutboxMessage): Letter {
  const { code, requestId, secret } = values as { code?: string | null; requestId?: string; secret?: string }
  const query = new URLSearchParams({ request: requestId ?? '', secret: secret ?? '' })
  return {
    locale,
    subject: code ? t('sign_in.subject', { code }) : t('sign_in.subjectLink', { network }),
    heading: code ? t('sign_in.heading') : t('sign_in.headingLink', { network }),
    code,
    paragraphs: secret ? (code ? [t('sign_in.body'), t('sign_in.link')] : [t('sign_in.linkOnly')]) : [t('outbox.wiped')],
    action: secret ? { label: t('sign_in.action'), url: `${baseUrl()}/${locale}/sign-in/link?${query}` } : undefined,
    footer: [t('sign_in.ignore'), ...footer],
    seal,
    network,
  }
}

/** To an address that somebody wants to use from now on; the code proves that it is hers. */
function emailCodeLetter(frame: Frame, { values }: OutboxMessage): Letter {
  const { t, locale, network, seal, footer } = frame
  const { code } = values as { code?: string }
  return {
    locale,
    subject: t('email_code.subject'),
    heading: t('email_code.subject'),
    code: code ?? null,
    paragraphs: [code ? t('email_code.body') : t('outbox.wiped')],
    footer: [t('email_code.ignore'), ...footer],
    seal,
    network,
  }
}

/** To an address that has an account already, when another account asked for it. */
function emailTakenLetter({ t, locale, network, seal, footer }: Frame): Letter {
  return {
    locale,
    subject: t('email_taken.subject'),
    heading: t('email_taken.subject'),
    paragraphs: [t('email_taken.body')],
    footer,
    seal,
    network,
  }
}

/** What an administrator sends herself to see that mail arrives. */
function testLetter({ t, locale, network, seal, footer }: Frame): Letter {
  return {
    locale,
    subject: t('test_mail.subject', { network }),
    heading: t('test_mail.heading'),
    paragraphs: [t('test_mail.body')],
    footer,
    seal,
    network,
  }
}

/** Letters that are about no fact of the network. */
const letters = { sign_in: signInLetter, email_code: emailCodeLetter, email_taken: emailTakenLetter, test_mail: testLetter }

const invitationIdOf = ({ values }: OutboxMessage) => String((values as { invitationId?: string }).invitationId ?? '')
type Offer = Awaited<ReturnType<typeof loadInvitations>>[number]

/** The button only opens the page: a mail scanner's visit uses nothing up. */
function invitationLetter({ t, locale, network, zone, seal, footer }: Frame, { values }: OutboxMessage, offer: Offer | undefined): Letter {
  const { secret } = values as { secret?: string }
  const said = {
    network,
    to: offer?.to || network,
    inviter: offer?.inviter ?? '',
    what: offer?.what ?? 'group',
    role: offer?.role ?? 'other',
    until: offer ? fullWhen(offer.expiresAt, null, zone, locale) : '',
  }
  const title = t('invitation.title', said)
  return {
    locale,
    subject: title,
    heading: title,
    paragraphs: secret ? [t('invitation.body', said), t('invitation.until', said)] : [t('invitation.wiped')],
    action: secret ? { label: t('invitation.action'), url: `${baseUrl()}/${locale}/invitations/${secret}` } : undefined,
    footer: [t('invitation.ignore'), ...footer],
    seal,
    network,
  }
}

const noticeLetter = ({ t, locale, network, seal, footer }: Frame, words: NoticeWords): Letter => ({
  locale,
  subject: words.title,
  heading: words.title,
  paragraphs: [words.body],
  facts: words.facts,
  action: { label: words.action, url: `${baseUrl()}/${locale}${words.path}` },
  footer: [t('footer.why', { network }), `${t('footer.choose')} ${baseUrl()}/${locale}/me/settings#mails`, ...footer],
  seal,
  network,
})
