import type { Locale } from '@/db/vocabulary'
import { type Html, html } from './html'

/** A mail as values; `renderLetter` makes its text and HTML. */
export type Letter = {
  locale: Locale
  subject: string
  heading: string
  /** Large digits above everything else (a sign-in code). */
  code?: string | null
  paragraphs: string[]
  facts?: { label: string; value: string }[]
  action?: { label: string; url: string }
  /** Who writes, and why. */
  footer: string[]
  seal: string
  network: string
}
export type RenderedMail = { subject: string; text: string; html: string }

const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** Text and HTML of a letter, in its language; values are escaped, header values kept on one line. */
export function renderLetter(letter: Letter): RenderedMail {
  const subject = oneLine(letter.subject)
  return { subject, text: textOf(letter), html: page({ ...letter, subject }).text }
}

function textOf({ heading, code, paragraphs, facts = [], action, footer, network }: Letter): string {
  const blocks = [
    heading,
    code,
    ...paragraphs,
    facts.map(({ label, value }) => `${label}  ${value}`).join('\n'),
    action && `${action.label}\n${action.url}`,
    ['—', network, ...footer].join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

const sans = "'PingFang SC','HarmonyOS Sans SC','Noto Sans CJK SC','Microsoft YaHei',system-ui,sans-serif"
const serif = "'Songti SC','Noto Serif CJK SC',Georgia,serif"

/** For readers whose mail is dark; who reads no style sheets reads it light. */
const inTheDark = html`@media (prefers-color-scheme:dark){body{background:#12191c!important;color:#ece9e1!important}.card{background:#1b2327!important;border-color:#333d41!important}.quiet{color:#aab4b5!important}.act{background:#5cc4bd!important;color:#08201f!important}}`

function page(letter: Letter): Html {
  const { locale, heading, code, paragraphs, facts = [], action, footer, seal, network } = letter
  return html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${letter.subject}</title>
<style>${inTheDark}</style></head>
<body style="margin:0;background:#faf8f3;color:#1c2a30;font:16px/1.65 ${sans}">
<div style="max-width:34rem;margin:0 auto;padding:28px 18px">
<p style="margin:0 0 18px;font:600 17px/32px ${serif}"><span style="display:inline-block;min-width:32px;height:32px;margin-right:10px;border-radius:7px;background:#b8321f;color:#fff;text-align:center">${seal}</span>${network}</p>
<div class="card" style="background:#fffefc;border:1px solid #e3e0d8;border-radius:14px;padding:26px 24px">
<h1 style="margin:0 0 14px;font:600 22px/1.35 ${serif}">${heading}</h1>
${code && html`<p style="margin:0 0 16px;font:600 34px/1.3 ${serif};letter-spacing:.22em">${code}</p>`}
${paragraphs.map((text) => html`<p style="margin:0 0 14px">${text}</p>`)}
${
  facts.length > 0 &&
  html`<table role="presentation" style="border-collapse:collapse;margin:0 0 18px">${facts.map(
    ({ label, value }) =>
      html`<tr><td class="quiet" style="padding:3px 18px 3px 0;color:#56646a;vertical-align:top;white-space:nowrap">${label}</td><td style="padding:3px 0">${value}</td></tr>`,
  )}</table>`
}
${action && html`<p style="margin:6px 0 0"><a class="act" href="${action.url}" style="display:inline-block;background:#00615f;color:#fff;text-decoration:none;font-weight:600;padding:11px 22px;border-radius:99px">${action.label}</a></p>`}
</div>
<p class="quiet" style="margin:18px 4px 0;color:#56646a;font-size:14px">${footer.map((line) => html`${line}<br>`)}</p>
</div>
</body>
</html>`
}
