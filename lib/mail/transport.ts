import type { RenderedMail } from './letter'

export type Envelope = RenderedMail & { from: string; to: string; messageId: string }

/** Hands a mail over. Throws `Refused` when the address will never take it, anything else when it may later. */
export type Transport = (mail: Envelope) => Promise<void>

/** The receiving server said no for good. */
export class Refused extends Error {}

type Env = Record<string, string | undefined>
const TIMEOUT_MS = 25_000

/** How this deployment sends: Resend, SMTP, or null when mail is kept on the outbox page. */
export function transportOf(env: Env = process.env): Transport | null {
  if (env.RESEND_API_KEY) return byResend(env.RESEND_API_KEY)
  if (env.SMTP_URL) return bySmtp(env.SMTP_URL)
  return null
}

export const hasTransport = (env: Env = process.env): boolean => Boolean(env.RESEND_API_KEY || env.SMTP_URL)

/** The idempotency key makes a repeated delivery of one message one mail. */
function byResend(key: string): Transport {
  return async ({ from, to, subject, text, html, messageId }) => {
    const { Resend } = await import('resend')
    const { error } = await new Resend(key).emails.send(
      { from, to, subject, text, html, headers: { 'Message-ID': messageId } },
      { idempotencyKey: messageId },
    )
    if (error?.name === 'validation_error' || error?.name === 'invalid_parameter') throw new Refused(error.name)
    if (error) throw new Error(error.name)
  }
}

/** SMTP by nodemailer; `url` as `smtp://user:password@host:port`. A 5xx answer to the address is a refusal. */
export function bySmtp(url: string): Transport {
  let mailer: Promise<import('nodemailer').Transporter> | undefined
  return async ({ messageId, ...mail }) => {
    mailer ??= import('nodemailer').then(({ default: nodemailer }) =>
      nodemailer.createTransport(url, { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS } as object),
    )
    try {
      await (await mailer).sendMail({ ...mail, messageId })
    } catch (error) {
      const { responseCode, command } = error as { responseCode?: number; command?: string }
      if (responseCode && responseCode >= 550 && responseCode < 560 && command === 'RCPT TO') throw new Refused(String(responseCode))
      throw error
    }
  }
}
