// An author opens a QR code at the desk, a phone that is not signed in sends two photographs, and they come to the desk's page by themselves.
import { expect, test } from 'vitest'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { aPhotograph } from '#tests/media/makers.ts'
import { aCourse, anInstructor } from '#tests/modules/studio/makers.ts'
import { aDesk, aPhone } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn } from './story-server.ts'

let [versionId, accountId] = ['', '']

const story = await aStoryServer({
  prepare: async (site) => {
    const author = await anInstructor(site, '田作')
    accountId = author.accountId
    versionId = await aCourse(site, author)
  },
})
const { browser, site } = story

test('two photographs from a phone, by a QR code', async () => {
  const { origin } = story.server
  const desk = await aDesk(browser, { origin, cookie: await createSession(site, accountId) })
  const page = await desk.newPage()
  await page.goto(`${origin}/desk/studio/versions/${versionId}/media`)
  await page.getByRole('button', { name: '开一个二维码' }).click()
  const link = await page.locator('a[href*="/camera/"]').getAttribute('href')
  await page.mouse.move(0, 0)

  const phone = await aPhone(browser, { origin, cookie: '', worker: false })
  const hand = await phone.newPage()
  await hand.goto(link ?? '')
  expect(await hand.textContent('h1')).toBe('给《打包》传照片')
  const photograph = await aPhotograph()
  const files = [1, 2].map((nth) => ({ name: `IMG_${nth}.jpg`, mimeType: 'image/jpeg', buffer: photograph }))
  await hand.setInputFiles('input[type=file]', files)
  await hand.getByRole('button', { name: '发送' }).click()
  await hand.getByText('收到了 2 张').waitFor()
  expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  expect(await faultsOn(hand)).toEqual([])

  await page.getByRole('link', { name: 'photo-2.jpg' }).waitFor({ timeout: 15_000 })
  expect(await faultsOn(page)).toEqual([])
  await page.reload()
  await page.getByRole('button', { name: '关上这个二维码' }).click()
  await page.getByRole('button', { name: '开一个二维码' }).waitFor()
  expect((await hand.goto(link ?? ''))?.status()).toBe(404)
  await phone.close()
  await desk.close()
})

test('of several files dropped at once those that can be taken are; a session that has ended says so, and what came before stays', async () => {
  const { origin } = story.server
  const desk = await aDesk(browser, { origin, cookie: await createSession(site, accountId) })
  const page = await desk.newPage()
  const drop = (files: { name: string; base64: string }[]) =>
    page.evaluate((dropped) => {
      const data = new DataTransfer()
      for (const { name, base64 } of dropped)
        data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type: 'image/jpeg' }))
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    }, files)
  const photograph = { name: 'basket.jpg', base64: (await aPhotograph(64)).toString('base64') }
  const said = () => page.locator('[data-uploaded]').innerText()
  await page.goto(`${origin}/desk/studio/versions/${versionId}/media`)
  await page.getByText('也可以把文件拖到这里').waitFor()
  await drop([photograph, { name: 'film.gif', base64: btoa('GIF89a') }, photograph])
  await expect.poll(said).toMatch(/^放进来了：basket.jpg、basket-2.jpg。 没有放进来：film.gif：照片只收/)
  await page.getByRole('link', { name: 'basket-2.jpg' }).waitFor()
  await desk.clearCookies()
  await drop([photograph, photograph])
  await expect.poll(said).toBe('没有放进来：basket.jpg：登录过期了。请在另一个窗口登录，再试一次。后面的 1 个也没有传。')
  await desk.close()
})
