import type { Page } from '@playwright/test'
import axe from 'axe-core'

/**
 * What axe finds on a page as it stands, in light and in dark: every rule in light, those of colour in dark too, for
 * nothing else depends on the theme. The page keeps the theme that it had.
 */
export async function violationsOn(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async (within) => {
    const root = document.documentElement
    const shown = root.dataset.theme
    const said: string[] = []
    for (const theme of ['light', 'dark']) {
      root.dataset.theme = theme
      const changing = document
        .getAnimations()
        .filter((one) => one.playState === 'running' && Number.isFinite(one.effect?.getComputedTiming().endTime))
      await Promise.allSettled(changing.map((one) => one.finished))
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(within, {
        resultTypes: ['violations'],
        ...(theme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}),
      })
      for (const { id, nodes } of violations) said.push(`${theme} · ${id}: ${nodes.map(({ target }) => target).join(' · ')}`)
    }
    root.dataset.theme = shown
    return said
  }, within)
}
