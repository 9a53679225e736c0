// The demo county behind the real server, and a browser on it: what the stories share.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { loadDemoCounty, whoCanSignIn } from '#app/demo/county.server.ts'
import { openSite } from '#app/site.server.ts'
import { launchChromium } from '#tests/support/browser.ts'
import { type RunningServer, startServer } from '#tests/support/running-server.ts'

export const desk = { width: 1366, height: 768 }

/** Starts all of it before the tests of a file, and clears it away after them. */
export async function theDemo() {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-story-'))
  const browser = await launchChromium()
  const site = openSite({ dataFolder })
  let server: RunningServer
  beforeAll(async () => {
    await loadDemoCounty(site)
    server = await startServer({ dataFolder })
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await server.kill()
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  /** Signed in as one of the demo's people, as it prints them: `学员（…）：手机号 …，密码 …`. */
  async function signedIn(role: string, { viewport, scripts = true, worker = false }: { viewport: typeof desk; scripts?: boolean; worker?: boolean }) {
    const line = whoCanSignIn().find((one) => one.startsWith(role))!
    const [, number, secret] = line.match(/手机号 (\d+)，密码 (\S+)/)!
    const context = await browser.newContext({ viewport, locale: 'zh-CN', javaScriptEnabled: scripts, serviceWorkers: worker ? 'allow' : 'block' })
    const page = await context.newPage()
    await page.goto(`${server.origin}/sign-in`)
    await page.fill('[name=phone]', number!)
    await page.fill('[name=secret]', secret!)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    return { context, page }
  }

  /** What axe finds on a page. */
  async function faultsOn(page: Page, path: string) {
    await page.goto(server.origin + path)
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html.slice(0, 120)}`)
  }

  /** Follows the links of these pages once, so that every kind of page is met. */
  async function pagesBehind(page: Page, starts: readonly string[]) {
    const kinds = new Map<string, string>()
    const kind = (path: string) => path.replace(/[0-9a-z]{20}/g, ':id').replace(/\?.*/, '')
    for (const start of starts) {
      kinds.set(kind(start), start)
      await page.goto(server.origin + start)
      for (const href of await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))) {
        if (!/\.xlsx|\/shop-files\//.test(href) && !kinds.has(kind(href))) kinds.set(kind(href), href.split('#')[0]!)
      }
    }
    return [...kinds.values()]
  }

  return { browser, site, dataFolder, origin: () => server.origin, signedIn, faultsOn, pagesBehind }
}
