import { encode } from 'uqr'

export type PosterWords = {
  title: string
  day: string
  time: string
  place: string
  hosts: string
  kind: { name: string; hue: number }
  network: string
  /** Where the QR leads. */
  url: string
  scan: string
  language: string
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string) => text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (c) => escapes[c] as string)

const SERIF = "'Noto Serif CJK SC','Songti SC','Noto Serif',Georgia,serif"
const SANS = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei','Noto Sans',Arial,sans-serif"
const PAPER = '#fcfaf4'
const INK = '#16292e'
const MUTED = '#4d5d62'
const SEAL = '#c23a22'

/** Roughly how many ems a text is wide: a Chinese character is one, a Latin one about half. */
const widthOf = (text: string) =>
  Array.from(text).reduce((sum, c) => sum + (/[\u2e80-\uffff]/.test(c) ? 1 : /[A-Z0-9MWmw@]/.test(c) ? 0.64 : 0.52), 0)

/** Lines of at most `ems`, broken between Chinese characters and between words; what does not fit into `most` ends with an ellipsis. */
export function linesOf(text: string, ems: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const token of text.trim().match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/g) ?? []) {
    const closes = /^[，。、；：！？）》」』·,.!?]/.test(token)
    if (line && widthOf(line + token) > ems && !closes) {
      lines.push(line.trim())
      line = ''
    }
    line += line ? token : token.trimStart()
  }
  if (line.trim()) lines.push(line.trim())
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`]
}

const text = (lines: string[], x: number, y: number, size: number, style: string) =>
  lines.map((line, i) => `<text x="${x}" y="${y + i * size * 1.35}" font-size="${size}" ${style}>${xml(line)}</text>`).join('')

/** A QR code as one path of `side` pixels, dark on white. */
function qr(url: string, x: number, y: number, side: number): string {
  const { data, size } = encode(url, { ecc: 'M', border: 2 })
  const dark = data.flatMap((row, j) => row.flatMap((isDark, i) => (isDark ? [`M${i} ${j}h1v1h-1z`] : []))).join('')
  return `<g transform="translate(${x} ${y}) scale(${side / size})" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${dark}" fill="#000"/></g>`
}

const hueOf = (hue: number, saturation: number, lightness: number) => `hsl(${Math.round(hue)} ${saturation}% ${lightness}%)`
const serif = `font-family="${SERIF}" font-weight="700" fill="${INK}"`
const sans = (fill: string, weight = 400) => `font-family="${SANS}" font-weight="${weight}" fill="${fill}"`

/** A poster to print or to keep as an image, 1080 × 1440, with a QR to scan or long-press. */
export function posterOf(words: PosterWords): string {
  const { hue, name } = words.kind
  const title = linesOf(words.title, 10.5, 4)
  const below = 330 + title.length * 88 * 1.35
  const place = linesOf(words.place, 22, 2)
  const hosts = linesOf(words.hosts, 24, 2)
  return svg(
    1080,
    1440,
    words.language,
    `<rect width="1080" height="18" fill="${hueOf(hue, 45, 45)}"/>
<rect x="80" y="110" width="${widthOf(name) * 34 + 56}" height="64" rx="32" fill="${hueOf(hue, 45, 92)}"/>
${text([name], 108, 154, 34, sans(hueOf(hue, 55, 26), 600))}
${text(title, 80, 300, 88, serif)}
<rect x="80" y="${below - 60}" width="120" height="6" fill="${SEAL}"/>
${text([words.day], 80, below + 40, 52, serif)}
${text([words.time], 80, below + 112, 52, serif)}
${text(place, 80, below + 190, 40, sans(INK))}
${text(hosts, 80, below + 200 + place.length * 54, 34, sans(MUTED))}
<line x1="80" y1="1130" x2="1000" y2="1130" stroke="${INK}" stroke-opacity="0.16" stroke-width="2"/>
${qr(words.url, 760, 1160, 240)}
${text([words.scan], 80, 1250, 40, sans(INK, 600))}
${text([words.network], 80, 1330, 32, sans(MUTED))}`,
  )
}

/** The picture that chats and social pages show beside a link, 1200 × 630. */
export function sharePictureOf(words: PosterWords): string {
  const { hue, name } = words.kind
  const title = linesOf(words.title, 16, 3)
  const below = 200 + title.length * 66 * 1.35
  return svg(
    1200,
    630,
    words.language,
    `<rect width="18" height="630" fill="${hueOf(hue, 45, 45)}"/>
${text([name], 80, 110, 32, sans(hueOf(hue, 55, 30), 600))}
${text(title, 80, 200, 66, serif)}
${text([`${words.day}  ${words.time}`], 80, below + 20, 38, sans(INK, 600))}
${text(linesOf(words.place, 30, 1), 80, below + 74, 34, sans(MUTED))}
${text(linesOf(`${words.hosts} · ${words.network}`, 38, 1), 80, 585, 28, sans(MUTED))}`,
  )
}

/** A Chinese font draws an apostrophe a whole character wide; English takes the straight one. */
const svg = (width: number, height: number, language: string, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:lang="${xml(language)}"><rect width="${width}" height="${height}" fill="${PAPER}"/>${language === 'en' ? inside.replaceAll('’', '&#39;') : inside}</svg>`
