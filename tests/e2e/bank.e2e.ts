// An author brings questions from Moodle into a course, by script and without: what of the file comes, what not and why, and that it is there.
// A class sits an exam that is drawn from them, and the bank says how they did. A bank of a thousand questions is searched.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { bankExchange, createCourse } from '#app/modules/studio/studio.server.ts'
import { present } from '#app/present.ts'
import { paths } from '#app/shell/paths.ts'
import { anInstructor, lessonText, publish, write, writeSummary } from '#tests/modules/studio/makers.ts'
import { aDesk, aPhone } from '#tests/support/browser.ts'
import { giftOf, refusedInGift } from './old-questions.ts'
import { aRunningClass } from './running-class.ts'
import { aStoryServer, faultsOn } from './story-server.ts'

const gift = [...giftOf(191), ...refusedInGift].join('\n\n')

let [versionId, largeId, cookie] = ['', '', '']
let author: Viewer
let reviewer: Viewer
const story = await aStoryServer({
  prepare: async (site) => {
    author = await anInstructor(site, '覃讲师')
    reviewer = await anInstructor(site, '向审')
    versionId = await createCourse(site, author, { slug: 'pack', tier: 'entrepreneur', title: '打包' })
    await writeSummary(site, author, versionId)
    await write(site, author, versionId, 'lesson-1.mdx', lessonText)
    largeId = await createCourse(site, author, { slug: 'large', tier: 'entrepreneur', title: '大题库' })
    await write(site, author, largeId, 'lesson-1.mdx', lessonText)
    cookie = await createSession(site, author.accountId)
  },
})

async function atDesk({ scripts = true } = {}) {
  const context = await aDesk(story.browser, { origin: story.server.origin, cookie, scripts })
  return { context, page: await context.newPage() }
}

const open = (page: Page, path: string) => page.goto(`${story.server.origin}${path}`)

test.each([true, false])(
  'a GIFT file is looked at, accepted, and seen in the bank (scripts: %s)',
  async (scripts) => {
    const { context, page } = await atDesk({ scripts })
    await open(page, paths.studioQuestions(versionId))
    await page.click('text=带入题目')
    await page.setInputFiles('input[name=file]', {
      name: scripts ? 'moodle.gift' : '题目.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(gift),
    })
    await page.click('button[value=preview]')
    await page.waitForSelector(scripts ? 'text=新的 191' : 'text=题库里已有 191')
    const shown = (await page.textContent('main')) ?? ''
    expect(shown).toContain('退回 9')
    expect(shown).toContain('这种题型放不进来（4）')
    if (!scripts) return context.close() // the same file again: nothing to accept
    for (const name of ['连线', '没有答案', '两个选项', '没关上']) expect(await page.locator('main').textContent()).toContain(name)
    expect(await faultsOn(page)).toEqual([])
    await page.click('button[value=accept]')
    await page.waitForSelector('text=题库里现在有 191 道')
    expect(await page.textContent('table')).toContain('第 1 批腊肉')
    expect(await faultsOn(page)).toEqual([])
    await context.close()
  },
  60_000,
)

test('an exam is planned from what came, a trainee sits it, and the bank says how its questions did', async () => {
  const { site } = story
  await publish(site, { author, reviewer, versionId })
  const { cohortId, students } = await aRunningClass(site, { courseSlug: 'pack', instructor: author })
  const student = present(students[0], 'trainee')

  const { context, page } = await atDesk()
  await open(page, paths.examPlan(cohortId))
  expect(await page.textContent('main')).toContain('题库有 115 道')
  await page.click('button:has-text("安排考试")')
  await page.waitForURL((url) => !url.pathname.endsWith('/exam'))

  const phone = await aPhone(story.browser, { origin: story.server.origin, cookie: await createSession(site, student.accountId) })
  const sitting = await phone.newPage()
  await open(sitting, '/')
  await sitting.click('a[href^="/exams/"]')
  await sitting.click('.phone-action button')
  for (let nth = 0; nth < 10; nth++) {
    await sitting.locator('.choice').first().click()
    if (nth < 9) await sitting.locator('.exam-steps button').last().click()
  }
  await sitting.locator('.exam-steps button').last().click()
  await sitting.click('.hand-in button:enabled')
  await sitting.waitForURL((url) => url.pathname.endsWith('/result') || url.search === '?q=hand-in')

  await open(page, `${paths.studioQuestions(versionId)}?sort=shown&dir=desc`)
  await page.waitForSelector('text=打包')
  expect(await faultsOn(page)).toEqual([])
  const text = (await page.locator('tbody tr').first().textContent()) ?? ''
  expect(text).toMatch(/1.*%/)
  await phone.close()
  await context.close()
}, 120_000)

test('a thousand questions are searched, filtered and paged; one that is nearly the same is shown while it is typed', async () => {
  const { site } = story
  const bytes = Buffer.from(giftOf(1_000).join('\n\n'))
  const { preview } = await bankExchange.previewQuestions(site, author, { slug: 'large', bytes })
  const questions = preview.added.map(({ question }) => question)
  await bankExchange.acceptQuestions(site, author, { slug: 'large', lesson: 'lesson-1', questions })
  for (const scripts of [true, false]) {
    const { context, page } = await atDesk({ scripts })
    await open(page, paths.studioQuestions(largeId))
    expect(await page.textContent('main')).toContain('共 1,000 道')
    await page.fill('input[name=q]', '阁楼 蜂蜜')
    await page.press('input[name=q]', 'Enter')
    await page.waitForURL((url) => url.searchParams.get('q') !== null)
    const found = await page.locator('tbody tr').allTextContents()
    expect(found.length).toBeGreaterThan(10)
    expect(found.every((row) => row.includes('阁楼') && row.includes('蜂蜜'))).toBe(true)
    await page.click('.chips a:has-text("判断题")')
    await page.waitForURL((url) => url.searchParams.get('kind') === 'trueFalse')
    expect(new URL(page.url()).searchParams.get('q')).toBe('阁楼 蜂蜜')
    if (scripts) expect(await faultsOn(page)).toEqual([])
    await context.close()
  }
  const { context, page } = await atDesk()
  await open(page, paths.studioQuestion(largeId, 'new', 'trueFalse'))
  await page.fill('textarea[name=text]', '第 43 批蜂蜜放在里屋里，发货前要打开看看。')
  await page.waitForSelector('[data-question-similar] a')
  expect(await page.textContent('[data-question-similar]')).toContain('% 一样')
  expect(await page.frameLocator('[data-question-look] iframe').locator('main').textContent()).toContain('发货前要打开看看')
  expect(await faultsOn(page)).toEqual([])
  await context.close()
}, 120_000)
