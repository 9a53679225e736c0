// Questions with a picture come from Moodle; an author sees one as on the phone, a trainee sits the exam without a network and still sees
// them, and nothing moves when they arrive.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { planExam } from '#app/modules/exams/exams.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { questionBank } from '#app/modules/studio/studio.server.ts'
import { present } from '#app/present.ts'
import { paths } from '#app/shell/paths.ts'
import { aPhotograph } from '#tests/media/makers.ts'
import { administrator } from '#tests/modules/learning/makers.ts'
import { aCourse, anInstructor, bankText, publish, write } from '#tests/modules/studio/makers.ts'
import { aDesk, aPhone } from '#tests/support/browser.ts'
import { aRunningClass } from './running-class.ts'
import { aStoryServer, faultsOn, shot } from './story-server.ts'
import { kept } from './trainee.ts'

let versionId = ''
let author: Viewer
let reviewer: Viewer
const story = await aStoryServer({
  prepare: async (site) => {
    author = await anInstructor(site, '覃讲师')
    reviewer = await anInstructor(site, '向审')
    versionId = await aCourse(site, author, 'pack')
    await write(site, author, versionId, 'questions.yaml', bankText.slice(0, bankText.indexOf('- id: q-truefalse-1')))
  },
})
const open = (page: Page, path: string) => page.goto(`${story.server.origin}${path}`)

/** How many pictures of the course the phone has, to the last byte. */
const keptPictures = async () => {
  const store = await caches.open('assets-1')
  const kept = new Set<string>()
  for (const key of await store.keys()) {
    const name = /\/media\/pack\/[0-9a-f]{24}/.exec(key.url)?.[0]
    if (name && ((await (await store.match(key))?.blob())?.size ?? 0) > 500) kept.add(name)
  }
  return kept.size
}

const asked = (nth: number, photograph: Buffer) =>
  `<question type="truefalse"><name><text>看图 ${nth}</text></name><questiontext format="html"><text><![CDATA[<p>第 ${nth} 种箱子，图里这样装可以寄。</p><p><img src="@@PLUGINFILE@@/箱子 ${nth}.jpg" alt="第 ${nth} 种箱子，里面垫了纸"></p>]]></text><file name="箱子 ${nth}.jpg" encoding="base64">${photograph.toString('base64')}</file></questiontext><generalfeedback><text>垫了纸就不晃。</text></generalfeedback><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`

test('an author brings questions with pictures in, and changes one', async () => {
  const context = await aDesk(story.browser, { origin: story.server.origin, cookie: await createSession(story.site, author.accountId) })
  const page = await context.newPage()
  await open(page, paths.bringQuestions('pack'))
  const xml = `<quiz>${asked(1, await aPhotograph(1_200))}${asked(2, await aPhotograph(900))}</quiz>`
  await page.setInputFiles('input[name=file]', { name: 'moodle.xml', mimeType: 'text/xml', buffer: Buffer.from(xml) })
  await page.click('button[value=preview]')
  await page.waitForSelector('text=新的 2')
  await page.click('button[value=accept]')
  await page.waitForSelector('text=（有图）')
  const { questions } = await questionBank.readQuestionBank(story.site, author, versionId)
  const last = questions?.at(-1)
  await open(page, paths.studioQuestion(versionId, last?.id ?? ''))
  const look = page.frameLocator('[data-question-look] iframe')
  expect(await look.locator('img').getAttribute('alt')).toBe('第 2 种箱子，里面垫了纸')
  await page.fill('input[name=alt]', '一个垫了纸的箱子')
  await look.locator('img[alt="一个垫了纸的箱子"]').waitFor()
  await page.selectOption('select[name=picture]', '')
  await look.locator('img').waitFor({ state: 'detached' })
  await page.selectOption('select[name=picture]', last?.picture ?? '')
  await look.locator('img').waitFor()
  expect(await faultsOn(page)).toEqual([])
  await shot(page, 'question-pictures-desk')
  await page.click('button[value=list]')
  await page.waitForSelector('text=存下了')
  await context.close()
}, 60_000)

test('a trainee sits the exam without a network, and sees the pictures where nothing moves', { timeout: 120_000 }, async () => {
  const { site } = story
  await publish(site, { author, reviewer, versionId })
  const { cohortId, students } = await aRunningClass(site, { courseSlug: 'pack', instructor: author })
  const student = present(students[0], 'trainee')
  const day = toDay(site.now())
  const plan = { single: 6, multiple: 2, trueFalse: 2, minutes: 30, passMark: 60, attemptsAllowed: 1, opensOn: day, closesOn: day }
  const examId = await planExam(site, administrator, { cohortId, ...plan })

  const context = await aPhone(story.browser, { origin: story.server.origin, cookie: await createSession(site, student.accountId) })
  const page = await context.newPage()
  await open(page, paths.exam(examId))
  await page.click('.phone-action button')
  await page.waitForSelector('.choice')
  await kept(page, ['/exams', paths.exam(examId), new URL(page.url()).pathname])
  await expect.poll(() => page.evaluate(keptPictures), { timeout: 20_000 }).toBe(2)
  await context.setOffline(true)
  for (let nth = 0; nth < 10; nth++) {
    if (nth >= 8) {
      const image = page.locator('.question-picture img')
      await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.question-picture img')?.naturalWidth !== 0)
      expect(await image.getAttribute('alt')).toMatch(/垫了纸/)
      const [box, width] = [await image.boundingBox(), Number(await image.getAttribute('width'))]
      const height = Number(await image.getAttribute('height'))
      expect(box && Math.abs(box.height - (box.width * height) / width)).toBeLessThan(2)
      expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true)
      await shot(page, `question-pictures-${nth}`)
    }
    await page.locator('.choice').first().click()
    await page.locator('.exam-steps button').last().click()
  }
  await context.setOffline(false)
  await page.waitForSelector('text=10 题都答了')
  await page.click('.hand-in button:enabled')
  await page.waitForURL((url) => url.pathname.endsWith('/result'))
  expect(await page.locator('.explained .question-picture img').count()).toBe(2)
  await shot(page, 'question-pictures-result')
  expect(await faultsOn(page)).toEqual([])
  await context.close()
})
