import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { renderLetter } from './letter'
import { bySmtp, Refused, transportOf } from './transport'

let server: Server | undefined
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())))

/** The smallest SMTP server: takes one mail after the other, refuses the addresses it is told to. */
async function smtp(refuse: (address: string) => string | null = () => null) {
  const taken: string[] = []
  server = createServer((socket) => {
    let data: string | null = null
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 sink')
    let rest = ''
    socket.on('data', (chunk) => {
      rest += chunk
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (data !== null) {
          if (line === '.') {
            taken.push(data)
            data = null
            say('250 taken')
          } else data += `${line}\n`
        } else if (/^RCPT/i.test(line)) say(refuse(line) ?? '250 ok')
        else if (/^DATA/i.test(line)) {
          data = ''
          say('354 go on')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else say('250 ok')
      }
    })
    socket.on('error', () => {})
  })
  const listening = server
  const port = await new Promise<number>((done) =>
    listening.listen(0, '127.0.0.1', () => done((listening.address() as { port: number }).port)),
  )
  return { taken, send: bySmtp(`smtp://127.0.0.1:${port}`) }
}

const mail = {
  ...renderLetter({
    locale: 'zh-CN',
    subject: '登录\r\nBcc: x@example.org',
    heading: '你好 <b>',
    paragraphs: ['a & b'],
    action: { label: '打开', url: 'http://localhost/?a=1&b="2"' },
    footer: [],
    seal: '荟',
    network: '荟',
  }),
  from: 'Hui <hui@example.org>',
  to: 'ada@example.org',
  messageId: '<0198@hui>',
}

describe('a letter', () => {
  it('escapes its values and keeps its subject on one line', () => {
    expect(mail.subject).toBe('登录 Bcc: x@example.org')
    expect(mail.html).toContain('你好 &lt;b&gt;')
    expect(mail.html).toContain('a &amp; b')
    expect(mail.html).toContain('href="http://localhost/?a=1&amp;b=&quot;2&quot;"')
    expect(mail.html).toContain('<html lang="zh-CN">')
    expect(mail.text).toContain('a & b')
  })
})

describe('by SMTP', () => {
  it('hands the mail over with its Message-ID', async () => {
    const { taken, send } = await smtp()
    await send(mail)
    expect(taken[0]).toMatch(/^Message-ID: <0198@hui>$/m)
    expect(taken[0]).toMatch(/^To: ada@example.org$/m)
    expect(taken[0]).not.toMatch(/^Bcc:/m)
  })

  it('tells a refusal for good from one for now', async () => {
    const { send } = await smtp((line) => (line.includes('gone') ? '550 no such mailbox' : '451 later'))
    await expect(send({ ...mail, to: 'gone@example.org' })).rejects.toBeInstanceOf(Refused)
    await expect(send(mail)).rejects.not.toBeInstanceOf(Refused)
  })
})

describe('the environment', () => {
  it('chooses how mail leaves, or that it stays', () => {
    expect(transportOf({})).toBeNull()
    expect(transportOf({ SMTP_URL: 'smtp://localhost' })).toBeTypeOf('function')
    expect(transportOf({ RESEND_API_KEY: 're_x' })).toBeTypeOf('function')
  })
})
