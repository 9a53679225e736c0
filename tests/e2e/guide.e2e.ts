// What an author has on a phone and at a desk when there is much of it: examples of components, and the files of a course.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { addFile } from '#app/modules/studio/studio.server.ts'
import { aCourse, anInstructor } from '#tests/modules/studio/makers.ts'
import { aDesk } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn, shot } from './story-server.ts'

let author: Viewer
let versionId = ''
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><rect width="320" height="200" fill="#000"/></svg>'
const story = await aStoryServer({
  prepare: async (site) => {
    author = await anInstructor(site, '覃老师')
    versionId = await aCourse(site, author)
    for (let nth = 1; nth <= 200; nth++) await addFile(site, author, { versionId, name: `map-${nth}.svg`, content: svg })
  },
})

async function at(path: string, width: number, work: (page: Page) => Promise<void>) {
  const cookie = await createSession(story.site, author.accountId)
  const context = await aDesk(story.browser, { origin: story.server.origin, cookie, worker: false })
  const page = await context.newPage()
  await page.setViewportSize({ width, height: width < 500 ? 740 : 768 })
  await page.goto(`${story.server.origin}${path}`)
  await work(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  expect(await faultsOn(page)).toEqual([])
  await context.close()
}

/** The examples of which a part is hidden below the edge of their frame. */
const listCut = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLIFrameElement>('.guide-entry iframe')].flatMap((frame) => {
      const whole = frame.contentDocument?.documentElement.scrollHeight ?? 0
      return whole > frame.clientHeight ? [`${frame.title}: ${frame.clientHeight} of ${whole}`] : []
    }),
  )

test('on a phone each example of a component is as wide as a phone, and whole', async () => {
  await at('/desk/studio/components', 360, async (page) => {
    await page.evaluate(() => document.querySelectorAll('iframe').forEach((frame) => (frame.loading = 'eager')))
    await expect.poll(() => page.frames().length).toBe(1 + (await page.locator('.guide-entry iframe').count()))
    await page.waitForLoadState('networkidle')
    expect(
      await page
        .locator('.guide-entry iframe')
        .first()
        .evaluate((frame) => frame.clientWidth),
    ).toBe(360)
    expect(await listCut(page)).toEqual([])
    await page.locator('#Order').scrollIntoViewIfNeeded()
    await shot(page, 'example')
  })
}, 60_000)

test('hundreds of files of a course are a few screens on a phone', async () => {
  await at(`/desk/studio/versions/${versionId}/media`, 360, async (page) => {
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(8 * 740)
    await shot(page, 'files')
  })
}, 60_000)
