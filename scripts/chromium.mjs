// Node built-ins only. Finds a Chromium for the journeys, or gets one where it may.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { aptInstall, isDebianRoot } from './postgres.mjs'
import { bin, mustRun } from './work.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const apps = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

function findChromium() {
  if (process.env.HUI_CHROMIUM) return process.env.HUI_CHROMIUM
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...apps, ...playwrights()].find((path) => existsSync(path)) ?? null
}

/** What Playwright's installer has put into its cache. */
function playwrights() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  ]
  return caches
    .filter((cache) => cache && existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((name) => /^chromium-\d+$/.test(name))
        .sort()
        .reverse()
        .flatMap((name) => [
          join(cache, name, 'chrome-linux64', 'chrome'),
          join(cache, name, 'chrome-linux', 'chrome'),
          join(cache, name, 'chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'),
          join(cache, name, 'chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'),
        ]),
    )
}

const hasChineseFont = () => {
  if (process.platform !== 'linux') return true
  const { status, stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}

/** The path of a Chromium, and a Chinese font for it to draw with; null with the reason when there is none. */
export async function testChromium({ mayInstall, say }) {
  let path = findChromium()
  const missing = [...(path ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])]
  if (missing.length > 0 && mayInstall) {
    if (isDebianRoot()) {
      say(`installing ${missing.join(' and ')} by apt`)
      await aptInstall(missing.includes('fonts-noto-cjk') ? [...missing, 'fontconfig'] : missing)
    } else if (!path) {
      say("installing a Chromium by Playwright's installer")
      await mustRun(process.execPath, [bin('playwright'), 'install', 'chromium'])
    }
    path = findChromium()
  }
  return { path, why: mayInstall ? 'no Chromium was found' : 'no Chromium was found, and --no-install forbids to get one' }
}
