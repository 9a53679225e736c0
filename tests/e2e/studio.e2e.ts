// A course from its first word to a trainee's phone: written, reviewed with a remark that follows its paragraph, published, studied.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { moveLesson } from '#app/modules/studio/studio-form.ts'
import { addLesson, readVersion } from '#app/modules/studio/studio.server.ts'
import { aStudent } from '#tests/modules/learning/makers.ts'
import { anInstructor, bankText, lessonText, write, writeSummary } from '#tests/modules/studio/makers.ts'
import { aDesk, aPhone } from '#tests/support/browser.ts'
import { aCohort } from '#tests/support/makers.ts'
import type { TestSite } from '#tests/support/site.ts'
import { aStoryServer, faultsOn } from './story-server.ts'

const story = await aStoryServer()
const site = story.site as TestSite

async function atDesk(viewer: Viewer, { scripts = true } = {}) {
  const cookie = await createSession(site, viewer.accountId)
  const context = await aDesk(story.browser, { origin: story.server.origin, cookie, scripts })
  return { context, page: await context.newPage() }
}

const press = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).click()
  await page.waitForLoadState()
}
const follow = async (page: Page, name: string) => {
  await page.getByRole('link', { name, exact: true }).first().click()
  await page.waitForLoadState()
}

test('a colleague remarks at a paragraph, the remark follows it, the course is published, and a class studies it', async () => {
  const [author, reviewer] = [await anInstructor(site, '田作'), await anInstructor(site, '向审')]
  const [her, his] = [await atDesk(author), await atDesk(reviewer)]
  const open = (page: Page, path: string) => page.goto(story.server.origin + path)

  await open(her.page, '/desk/studio')
  await follow(her.page, '写新课程')
  await her.page.fill('[name=title]', '打包')
  await her.page.fill('[name=slug]', 'pack-boxes')
  await press(her.page, '开始写')
  const version = new URL(her.page.url()).pathname
  const versionId = version.split('/').at(-1) ?? ''
  expect(await her.page.locator('main').innerText()).toContain('改好才能送审')
  expect(await faultsOn(her.page)).toEqual([])
  await writeSummary(site, author, versionId)
  await write(site, author, versionId, 'lesson-1.mdx', lessonText)
  await write(site, author, versionId, 'questions.yaml', bankText)

  const submit = async () => {
    await open(her.page, version)
    await follow(her.page, '送审')
    await her.page.getByLabel('请谁审').selectOption({ label: '向审' })
    await press(her.page, '送审')
  }
  await submit()
  await open(his.page, '/desk/studio')
  expect(await his.page.locator('main').innerText()).toContain('请您审（1）')
  await follow(his.page, '《打包》第 1 版')
  await follow(his.page, '改了什么，审稿意见')
  const paragraph = (page: Page) => page.locator('.compared', { hasText: '箱子要新的。' }).last()
  await paragraph(his.page)
    .getByRole('link', { name: /提意见/ })
    .click()
  await paragraph(his.page).getByLabel('对这一段的意见').fill('哪种箱子？')
  await press(his.page, '写上')
  expect(await paragraph(his.page).locator('.remark').innerText()).toContain('哪种箱子？')
  expect(await faultsOn(his.page)).toEqual([])
  await follow(his.page, '请作者修改')
  await his.page.getByLabel('请改什么').fill('有一处意见')
  await press(his.page, '请作者修改')

  await write(site, author, versionId, 'lesson-1.mdx', lessonText.replace('一句话开头。', '一句话开头。\n\n再来一句。'))
  await open(her.page, version)
  expect(await her.page.locator('main').innerText()).toContain('有一处意见')
  await follow(her.page, '改了什么，审稿意见')
  expect(await paragraph(her.page).locator('.remark').innerText()).toContain('意见跟着它')
  await paragraph(her.page).getByText('回复', { exact: true }).click()
  await paragraph(her.page).getByLabel('回复这条意见').fill('五层的，写上了')
  await press(her.page, '发出回复')
  await press(her.page, '改好了')
  expect(await paragraph(her.page).locator('.remark.done').innerText()).toContain('五层的，写上了')

  await submit()
  await open(his.page, version)
  await follow(his.page, '通过')
  await press(his.page, '通过')
  await open(her.page, version)
  await follow(her.page, '发布')
  await press(her.page, '发布')
  expect(await her.page.locator('main').innerText()).toContain('在用')

  const { id: cohortId } = await aCohort(site, { courseSlug: 'pack-boxes', days: [addDays(toDay(site.now()), 3)] })
  const student = await aStudent(site, cohortId)
  const phone = await aPhone(story.browser, {
    origin: story.server.origin,
    cookie: await createSession(site, student.accountId),
    worker: false,
  })
  const reading = await phone.newPage()
  await reading.goto(`${story.server.origin}/courses/pack-boxes/lesson-1`)
  expect(await reading.locator('main').innerText()).toContain('再来一句。')
  expect(await reading.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  for (const { context } of [her, his]) await context.close()
  await phone.close()
}, 120_000)

test('lessons are put in order by dragging and by the arrow keys, and without scripts by buttons', async () => {
  const author = await anInstructor(site, '覃排')
  const { page, context } = await atDesk(author)
  await page.goto(`${story.server.origin}/desk/studio/new`)
  await page.fill('[name=title]', '排课')
  await page.fill('[name=slug]', 'in-order')
  await press(page, '开始写')
  const versionId = page.url().split('/').at(-1) ?? ''
  for (const title of ['二', '三']) await addLesson(site, author, { versionId, title })
  const order = async () => (await readVersion(site, author, versionId)).outline.lessons.map(({ title }) => title)

  await page.reload()
  await page.getByRole('button', { name: /《三》：拖动/ }).press('ArrowUp')
  await expect.poll(order).toEqual(['第一课', '三', '二'])
  await expect.poll(() => page.getByRole('status').last().innerText()).toBe('新的次序存好了。')
  const [from, to] = [
    await page.getByRole('button', { name: /《二》：拖动/ }).boundingBox(),
    await page.getByRole('button', { name: /《第一课》：拖动/ }).boundingBox(),
  ]
  if (!from || !to) throw new Error('The handles are not there.')
  await page.mouse.move(from.x + 10, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(to.x + 10, to.y + 10, { steps: 8 })
  await page.mouse.up()
  await expect.poll(order).toEqual(['二', '第一课', '三'])
  expect(await faultsOn(page)).toEqual([])
  await context.close()

  const plain = await atDesk(author, { scripts: false })
  await plain.page.goto(`${story.server.origin}/desk/studio/versions/${versionId}`)
  await press(plain.page, '《三》往前一课')
  expect(await order()).toEqual(['二', '三', '第一课'])

  // What is deleted is a press away from coming back.
  await press(plain.page, '删掉《三》')
  expect(await order()).toEqual(['二', '第一课'])
  await plain.page.getByText('删掉的（1）').click()
  await follow(plain.page, '三')
  await plain.page.locator('.revision-list a').last().click()
  await press(plain.page, '拿回这一稿')
  expect(await order()).toEqual(['二', '第一课', '三'])
  await plain.context.close()
}, 60_000)

test('a lesson at the end is not moved further', () => {
  expect(moveLesson(['one', 'two'], 'down:two')).toEqual(['one', 'two'])
  expect(moveLesson(['one', 'two'], 'up:two')).toEqual(['two', 'one'])
})
