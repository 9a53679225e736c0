// The demo county behind the real server, and a browser on it: what the stories share.
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { listDemoSignIns } from '#app/demo/plan.server.ts'
import { figureLabels } from '#app/modules/outcomes/outcomes.ts'
import { figureUnits } from '#app/modules/reports/figures.ts'
import { desk } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn } from './story-server.ts'

export { desk }
/** Every desk page works at each of these widths. */
const deskWidths = [360, 1024, 1366, 1920]

/** Starts all of it before the tests of a file, and clears it away after them. */
export async function theDemo() {
  const story = await aStoryServer({ from: inject('county'), demo: true })
  const { browser, site, dataFolder } = story

  /** Signed in as one of the demo's people, as it prints them: `学员（…）：手机号 …，密码 …`. */
  async function signedIn(
    role: string,
    { viewport, scripts = true, worker = false }: { viewport: typeof desk; scripts?: boolean; worker?: boolean },
  ) {
    const line = listDemoSignIns().find((one) => one.startsWith(role))!
    const [, number, secret] = line.match(/手机号 (\d+)，密码 (\S+)/)!
    const context = await browser.newContext({
      viewport,
      locale: 'zh-CN',
      javaScriptEnabled: scripts,
      serviceWorkers: worker ? 'allow' : 'block',
    })
    const page = await context.newPage()
    await page.goto(`${story.server.origin}/sign-in`)
    await page.fill('[name=phone]', number!)
    await page.fill('[name=secret]', secret!)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    return { context, page }
  }

  /** What axe finds on the page as it stands, or on that of a path; of desk pages at each width, and whether they are wider than the window. */
  async function faultsThere(page: Page, path?: string, widths: readonly number[] = deskWidths) {
    if (path) await page.goto(story.server.origin + path)
    if ((await page.locator('.desk').count()) === 0) return faultsOn(page)
    const before = page.viewportSize() ?? desk
    const faults: string[] = []
    for (const width of widths) {
      await page.setViewportSize({ ...desk, width })
      faults.push(...(await faultsOn(page)).map((fault) => `${width}: ${fault}`))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      if (wide > width) faults.push(`${width}: ${page.url()} is ${wide} wide`)
    }
    await page.setViewportSize(before)
    return faults
  }

  // The lists behind figures of one unit are one screen with other rows.
  const units = new Map<string, string>([
    ...Object.entries(figureUnits),
    ...Object.entries(figureLabels).map(([figure, { unit }]) => [figure, unit] as const),
  ])

  // Met once: these screens are the same for everybody who may see them.
  const sameForAll = /^\/(desk\/workflows(\/.*)?|account|rating-rules|verify)$/
  const metByAnybody = new Set<string>()

  const isFile = /\.xlsx|\/shop-files\/.*\/content|^\/attachments\//

  /** What axe finds on these pages and, so many links deep, on one page of every kind behind them. */
  async function faultsBehind(page: Page, starts: readonly string[], depth: number) {
    const kind = (path: string) =>
      path
        .replace(/[0-9a-z]{20}/g, ':id')
        .replace(/\?.*/, '')
        .replace(/^(\/desk\/reports\/\w+)\/(\w+)$/, (_, report: string, figure: string) => `${report}/${units.get(figure) ?? figure}`)
    const met = new Set([...starts.map(kind), ...metByAnybody])
    const faults: string[] = []
    let next = [...starts]
    for (let steps = 0; steps <= depth; steps++) {
      const found: string[] = []
      for (const path of next) {
        faults.push(...(await faultsThere(page, path)))
        if (steps === depth) continue
        for (const href of await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))) {
          if (isFile.test(href) || met.has(kind(href))) continue
          met.add(kind(href))
          if (sameForAll.test(kind(href))) metByAnybody.add(kind(href))
          found.push(href.split('#')[0]!)
        }
      }
      next = found
    }
    return faults
  }

  return { browser, site, dataFolder, origin: () => story.server.origin, signedIn, faultsOn: faultsThere, faultsBehind }
}
