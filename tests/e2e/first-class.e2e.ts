// An empty installation: the home shows the way to the first class, at every width, and each step leads to where it is done.
import { expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aDesk } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn } from './story-server.ts'

const cookies = { administrator: '', officer: '' }
const story = await aStoryServer({
  demo: true, // with accounts in it, nothing is loaded; administrators need no second step
  prepare: async (site) => {
    const { accountId: administrator } = await createUser(site, anAdmin, {
      name: '田管理',
      phone: '19900000001',
      role: 'administrator',
    })
    const { accountId: officer } = await createUser(site, anAdmin, {
      name: '张专干',
      phone: '19900000002',
      role: 'townshipOfficer',
      region: '422826100',
    })
    cookies.administrator = await createSession(site, administrator)
    cookies.officer = await createSession(site, officer)
  },
})

test.each([
  ['administrator', ['建讲师的账号', '交花名册', '办第一个班']],
  ['officer', ['交花名册', '办第一个班']],
] as const)(
  'the %s of an empty installation sees the next steps, with buttons that lead there, and a template',
  async (who, actions) => {
    const context = await aDesk(story.browser, { origin: story.server.origin, cookie: cookies[who] })
    const page = await context.newPage()
    for (const width of [1366, 360, 1024, 1920]) {
      await page.setViewportSize({ width, height: 768 })
      await page.goto(`${story.server.origin}/desk`)
      expect(await faultsOn(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await page.setViewportSize({ width: 1366, height: 768 })
    const way = page.getByRole('region', { name: /^从这里到第一个班/ })
    for (const action of actions) {
      const button = way.getByRole('link', { name: action, exact: true })
      const { y, height } = (await button.boundingBox())!
      expect(y + height, `${action} is above the fold`).toBeLessThanOrEqual(768)
      await button.click()
      expect(new URL(page.url()).pathname).not.toBe('/desk')
      expect(await page.locator('h1').textContent()).toBeTruthy()
      await page.goBack()
    }
    expect(await way.getByRole('link', { name: '下载花名册模板' }).getAttribute('href')).toBe('/desk/rosters/template.xlsx')
    await context.close()
  },
  120_000,
)
