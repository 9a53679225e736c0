// A trainee hands in a task: without a network, from two phones, on a full one, without scripts; her instructor answers at his desk.
import { eq } from 'drizzle-orm'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { readOwnWork } from '#app/modules/tasks/tasks.server.ts'
import { taskSubmissions, taskWorks } from '#db/schema/tasks.ts'
import { anMp3 } from '#tests/media/makers.ts'
import { aClass, administrator, aStudent } from '#tests/modules/learning/makers.ts'
import { place } from '#tests/modules/tasks/makers.ts'
import { aPhone } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn } from './story-server.ts'
import { kept, photograph, record, taskForm } from './trainee.ts'

let cohortId: string
let instructorId: string

const story = await aStoryServer({
  flags: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  prepare: async (site) => {
    cohortId = await aClass(site)
    const entry = { name: '杨讲师', role: 'instructor', phone: '13900070001', cohort: cohortId }
    instructorId = (await createUser(site, administrator, entry)).accountId
  },
})
const { browser, site } = story

const lessonPath = `/courses/${place.course}/${place.lesson}`
const taskPath = `${lessonPath}/tasks/${place.task}`
const at = (path: string) => `${story.server.origin}${path}`
const bodyOf = (page: Page) => page.locator('body').innerText()

const open = async (account: string, choices: { scripts?: boolean } = {}) => {
  const context = await aPhone(browser, { origin: story.server.origin, cookie: await createSession(site, account), ...choices })
  return { context, page: await context.newPage() }
}

const submissionsOf = (personId: string) =>
  site.read
    .select({ text: taskSubmissions.text, pictureId: taskSubmissions.pictureId, voiceId: taskSubmissions.voiceId })
    .from(taskSubmissions)
    .innerJoin(taskWorks, eq(taskWorks.id, taskSubmissions.workId))
    .where(eq(taskWorks.personId, personId))
    .orderBy(taskSubmissions.ordinal)

async function fillUp(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: story.server.origin, quotaSize: 1000 })
}

test('a photograph without a network arrives later; 再改改, handed in again from another phone, 做到了', async () => {
  const student = await aStudent(site, cohortId)
  const { context, page } = await open(student.accountId)
  await page.goto(at(lessonPath))
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.reload()
  await kept(page, [lessonPath, taskPath])
  await context.setOffline(true)
  await page.goto(at(lessonPath))
  const form = await taskForm(page)
  await form.locator('[name=picture]').setInputFiles(await photograph(2400))
  await form.locator('[name=text]').fill('底下垫了报纸')
  await form.getByRole('button', { name: '交给讲师' }).click()
  await expect.poll(() => form.locator('[data-form-waiting]').innerText(), { timeout: 15_000 }).toContain('等着发出：底下垫了报纸')
  expect(await submissionsOf(student.personId)).toEqual([])
  await page.close()
  await context.setOffline(false)
  const later = await context.newPage()
  await later.goto(at('/'))
  await expect
    .poll(() => submissionsOf(student.personId), { timeout: 20_000 })
    .toMatchObject([{ text: '底下垫了报纸', pictureId: expect.any(String) as string }])

  const desk = await open(instructorId)
  await desk.page.goto(at('/desk'))
  await desk.page.getByRole('link', { name: /去看/ }).first().click()
  await desk.page.getByRole('link', { name: '田小禾' }).first().click()
  await expect.poll(() => desk.page.locator('.submission img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1280)
  await desk.page.getByRole('button', { name: '再改改' }).click()
  expect(await bodyOf(desk.page)).toContain('写一句或说一句')
  await desk.page.fill('[name=words]', '上面也垫一层，再拍一张。')
  await desk.page.getByRole('button', { name: '再改改' }).click()
  await desk.page.waitForSelector('text=说过了')
  expect(await faultsOn(desk.page)).toEqual([])

  await later.goto(at('/'))
  await later.getByRole('link', { name: /再改改：打一个包/ }).click()
  expect(await bodyOf(later)).toContain('上面也垫一层，再拍一张。')
  expect(await faultsOn(later)).toEqual([])

  const other = await open(student.accountId)
  await other.page.goto(at(lessonPath))
  expect(await other.page.locator('[data-task-state]').innerText()).toBe('再改改')
  const again = await taskForm(other.page)
  await again.locator('[name=picture]').setInputFiles(await photograph(1000))
  await again.locator('[name=text]').fill('两层都垫了')
  await again.getByRole('button', { name: '交给讲师' }).click()
  await other.page.waitForURL(at(taskPath))
  expect((await submissionsOf(student.personId)).map(({ text }) => text)).toEqual(['底下垫了报纸', '两层都垫了'])

  await desk.page.goto(at('/desk/tasks'))
  await desk.page.getByRole('link', { name: '田小禾' }).first().click()
  expect(await bodyOf(desk.page)).toContain('以前交的（1 次）')
  await desk.page.getByRole('button', { name: '做到了' }).click()
  await desk.page.waitForSelector('text=说过了')
  await other.page.goto(at(lessonPath))
  expect(await other.page.locator('[data-task-state]').innerText()).toBe('做到了')
  expect((await readOwnWork(site, student, place)).isDone).toBe(true)
  for (const one of [context, desk.context, other.context]) await one.close()
})

test('a voice is recorded on the phone and answered by voice at the desk', async () => {
  const student = await aStudent(site, cohortId)
  const { context, page } = await open(student.accountId)
  await page.goto(at(taskPath))
  await record(page)
  await page.getByRole('button', { name: '交给讲师' }).click()
  await expect.poll(() => bodyOf(page)).toContain('第 1 次')
  expect(await submissionsOf(student.personId)).toMatchObject([{ text: '', voiceId: expect.any(String) as string }])
  const desk = await open(instructorId)
  await desk.page.goto(at('/desk/tasks'))
  await desk.page.getByRole('link', { name: '从最早的看起' }).click()
  await desk.page.locator('.submission audio').waitFor()
  await record(desk.page)
  await desk.page.getByRole('button', { name: '再改改' }).click()
  await desk.page.waitForSelector('text=说过了')
  await page.goto(at(taskPath))
  const voice = page.locator('.notice audio')
  expect(
    await voice.evaluate(async (audio: HTMLAudioElement) => {
      audio.preload = 'auto'
      audio.load()
      await new Promise((resolve, reject) => ((audio.onloadedmetadata = resolve), (audio.onerror = reject)))
      return audio.duration > 1
    }),
  ).toBe(true)
  await context.close()
  await desk.context.close()
})

test('without scripts it is a plain form: a refusal keeps the words, pressing again hands in once', async () => {
  const student = await aStudent(site, cohortId)
  const { context, page } = await open(student.accountId, { scripts: false })
  await page.goto(at(taskPath))
  await page.setInputFiles('[name=voice]', { name: 'said.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('no recording at all') })
  await page.fill('[name=text]', '说了怎么垫')
  await page.getByRole('button', { name: '交给讲师' }).click()
  expect(await bodyOf(page)).toContain('声音只收')
  expect(await page.inputValue('[name=text]')).toBe('说了怎么垫')
  for (const _ of [1, 2]) {
    await page.goto(at(lessonPath))
    await page.locator('.task-hand-in summary').click()
    await page.setInputFiles('[name=voice]', { name: 'said.mp3', mimeType: 'audio/mpeg', buffer: anMp3() })
    await page.fill('[name=text]', '说了怎么垫')
    await page.getByRole('button', { name: '交给讲师' }).click()
    await page.waitForURL(at(taskPath))
  }
  expect(await submissionsOf(student.personId)).toMatchObject([{ text: '说了怎么垫', voiceId: expect.any(String) as string }])
  expect(await bodyOf(page)).toContain('等讲师看')
  await context.close()
})

test('with the phone full it goes out; without a network too the page says not to close it, and sends it when the network is back', async () => {
  const student = await aStudent(site, cohortId)
  const { context, page } = await open(student.accountId)
  await page.goto(at(taskPath))
  await fillUp(context, page)
  await page.fill('[name=text]', '满了也能交')
  await page.getByRole('button', { name: '交给讲师' }).click()
  await expect.poll(async () => (await submissionsOf(student.personId)).length).toBe(1)
  await expect.poll(() => bodyOf(page)).toContain('第 1 次')
  await page.waitForLoadState('load')
  await context.setOffline(true)
  await page.fill('[name=text]', '满了又没有网')
  await page.setInputFiles('[name=picture]', await photograph(900))
  await page.getByRole('button', { name: '交给讲师' }).click()
  await page.waitForSelector('text=手机存满了，请不要关这一页')
  expect(await page.inputValue('[name=text]')).toBe('满了又没有网')
  await context.setOffline(false)
  await expect
    .poll(() => submissionsOf(student.personId), { timeout: 20_000 })
    .toMatchObject([{}, { text: '满了又没有网', pictureId: expect.any(String) as string }])
  await context.close()
})
