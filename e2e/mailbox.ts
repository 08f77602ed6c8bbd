import { expect, type Page } from '@playwright/test'

export type Mail = { subject: string; text: string; code: string | null; link: string | null }

/** Reads the outbox page, where a demo's mails stay. */
export class Mailbox {
  constructor(
    private readonly reader: () => Promise<Page>,
    private readonly path: (route: string) => string,
  ) {}

  /** The mails to this address, the newest first. */
  async all(address: string): Promise<Mail[]> {
    const page = await this.reader()
    await page.goto(this.path(`/admin/outbox?to=${encodeURIComponent(address)}`))
    const messages = await page.getByTestId('outbox-message').all()
    return Promise.all(
      messages.map(async (message) => {
        const text = (await message.getByTestId('outbox-text').textContent()) ?? ''
        const link = message.getByTestId('outbox-link')
        return {
          subject: ((await message.getByTestId('outbox-subject').textContent()) ?? '').trim(),
          text,
          code: /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? null,
          link: (await link.count()) > 0 ? await link.first().getAttribute('href') : null,
        }
      }),
    )
  }

  /** Waits for a mail to this address whose subject or text has `words`; the newest such. */
  async latest(address: string, words: string | RegExp = ''): Promise<Mail> {
    let found: Mail | undefined
    await expect(async () => {
      found = (await this.all(address)).find(({ subject, text }) =>
        typeof words === 'string' ? (subject + text).includes(words) : words.test(subject + text),
      )
      expect(found, `a mail to ${address}`).toBeDefined()
    }).toPass({ timeout: 20_000 })
    return found as Mail
  }
}
