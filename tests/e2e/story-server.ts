// A server of its own for the stories of a file, a browser on it, what axe finds on a page, and waiting for what comes by itself.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { launchChromium } from '#tests/support/browser.ts'
import { type RunningServer, startServer } from '#tests/support/running-server.ts'

interface Choices {
  /** A data folder to begin with. */
  from?: string
  /** Fills the site before the server starts. */
  prepare?: (site: Site) => Promise<void>
  demo?: boolean
  port?: number
  /** More flags of Chromium. */
  flags?: readonly string[]
}

/** Starts all of it before the tests of a file, and clears it away after them. A test that kills the server puts another in its place. */
export async function aStoryServer({ from, prepare, flags = [], ...choices }: Choices = {}) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-story-'))
  if (from) cpSync(from, dataFolder, { recursive: true })
  const browser = await launchChromium(flags)
  const site = openSite({ dataFolder })
  const story = { browser, site, dataFolder, server: undefined as unknown as RunningServer }
  beforeAll(async () => {
    await prepare?.(site)
    story.server = await startServer({ dataFolder, ...choices })
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await story.server.kill()
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  return story
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page as it stands, and in its frames. A page reads axe once, which takes longer than one look by it. */
export async function faultsOn(page: Page) {
  for (const frame of page.frames()) if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeSource)
  const faults = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
  })
  return faults.map((fault) => `${page.url()} ${fault}`)
}

/** Waits until something holds. */
export const until = (holds: () => Promise<boolean>) => expect.poll(holds).toBe(true)

/** Takes a screenshot of the page for whoever asked for them by `TIDUI_SHOTS`, a folder. */
export const shot = async (page: Page, name: string) => {
  if (process.env.TIDUI_SHOTS) await page.screenshot({ path: `${process.env.TIDUI_SHOTS}/${name}.png` })
}
