// A trainee practises on a small phone: exercises answer by thumb, keyboard and voice, and without scripts everything can be unfolded.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { administrator, aStudent } from '#tests/modules/learning/makers.ts'
import { planCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { aPhone } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn } from './story-server.ts'

let cohortId: string

const story = await aStoryServer({
  prepare: async (site) => {
    const sessions = [{ day: '2019-03-20', startsAt: '09:00', topic: '开班' }]
    const plan = {
      number: 1,
      name: '第 1 期',
      tier: 'entrepreneur' as const,
      courseSlug: 'examples',
      regionCode: '422826100',
      place: '村委会',
    }
    const examples = { ...site, contentFolder: 'tests/cases/lesson-components' }
    cohortId = await planCohort(examples, administrator, { ...plan, attendanceRequired: 80, sessions })
  },
})
const { browser, site } = story

async function openLesson(lesson: string, { scripts = true, voices = false } = {}) {
  const student = await aStudent(site, cohortId)
  const { origin } = story.server
  const context = await aPhone(browser, { origin, cookie: await createSession(site, student.accountId), scripts, worker: false })
  const page = await context.newPage()
  if (voices) await page.addInitScript(pretendVoices)
  await page.goto(`${origin}/courses/examples/${lesson}`)
  if (scripts) await page.waitForFunction(() => customElements.get('lesson-checklist') !== undefined)
  return { context, page }
}

/** A phone with a Chinese voice of its own; what it says is kept. */
function pretendVoices() {
  const said: string[] = []
  const synthesis = {
    speaking: false,
    getVoices: () => [{ lang: 'zh-CN', localService: true }],
    addEventListener: () => undefined,
    speak: ({ text }: { text: string }) => void (said.push(text), (synthesis.speaking = true)),
    cancel: () => void (synthesis.speaking = false),
  }
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis })
  Object.assign(window, {
    said,
    SpeechSynthesisUtterance: class extends EventTarget {
      constructor(readonly text: string) {
        super()
      }
    },
  })
}

const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)
const status = (page: Page, within: string) => page.locator(`${within} [role=status]`).innerText()
const orderOf = (page: Page) => page.locator('lesson-order > ol > li > span').allInnerTexts()

test('a fill-in check understands what people type, and opens the explanation', async () => {
  const { context, page } = await openLesson('exercises')
  const field = page.getByLabel('我的答案').first()
  const check = page.locator('lesson-fill-in').first()
  await check.getByRole('button', { name: '对一对' }).click()
  expect(await status(page, 'lesson-fill-in:first-of-type')).toBe('先写一个答案。')
  await field.fill('42')
  await field.press('Enter')
  expect(await status(page, 'lesson-fill-in:first-of-type')).toContain('再想一想')
  await field.fill('二十四块')
  await field.press('Enter')
  expect(await status(page, 'lesson-fill-in:first-of-type')).toBe('✓ 对了。')
  expect(await check.getByText('48 元的一半是 24 元。').isVisible()).toBe(true)
  expect(await faultsOn(page)).toEqual([])
  expect(await width(page)).toBe(360)
  await context.close()
})

test('steps are put in order by thumb or keyboard: each move is said, the focus stays, and the right order is told', async () => {
  const { context, page } = await openLesson('exercises')
  const right = ['箱底垫一层纸', '把土豆装紧', '用胶带封口', '贴上快递单']
  expect(await orderOf(page)).not.toEqual(right)
  await page.locator('lesson-order').getByRole('button', { name: '对一对' }).click()
  expect(await status(page, 'lesson-order')).toMatch(/有 \d 步的位置不对/)
  for (const [place, step] of right.entries())
    for (let at = (await orderOf(page)).indexOf(step); at > place; at--) {
      const up = page.getByRole('button', { name: `${step}：往上移` })
      await up.press('Enter')
      expect(await up.evaluate((button) => button === document.activeElement)).toBe(true)
      expect(await status(page, 'lesson-order')).toBe(`“${step}”移到第 ${at} 步，共 4 步。`)
    }
  await page.getByRole('button', { name: `${right[0]}：往上移` }).press('Enter')
  expect(await status(page, 'lesson-order')).toContain('不能再移')
  await page.locator('lesson-order').getByRole('button', { name: '对一对' }).click()
  expect(await status(page, 'lesson-order')).toBe('✓ 次序对了。')
  expect(await page.getByText('纸要垫在货的下面').isVisible()).toBe(true)
  for (const button of await page.locator('lesson-order button, lesson-fill-in button, .lesson summary, lesson-fill-in input').all())
    expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44)
  expect(await faultsOn(page)).toEqual([])
  await context.close()
})

test('the summary for the family is read aloud sentence by sentence where there is a voice, and is text elsewhere', async () => {
  const silent = await openLesson('exercises')
  expect(await silent.page.getByRole('button', { name: '念给我听' }).count()).toBe(0)
  await silent.context.close()
  const { context, page } = await openLesson('exercises', { voices: true })
  await page.getByRole('button', { name: '念给我听' }).click()
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  expect(said.slice(0, 2).map((sentence) => sentence.trim())).toEqual(['今天我学了打包。', '箱底先垫纸，货要装紧，口要封好。'])
  await page.getByRole('button', { name: '停下来' }).click()
  expect(await page.getByRole('button', { name: '念给我听' }).count()).toBe(1)
  expect(await faultsOn(page)).toEqual([])
  await context.close()
})

test('calculators follow what is typed, and name the field that they cannot understand', async () => {
  const { context, page } = await openLesson('calculators')
  const [price, freight, picking] = ['price', 'freight', 'yield'].map((kind) => `lesson-calculator[data-kind=${kind}]`) as [
    string,
    string,
    string,
  ]
  await page.locator(`${price} [name=cost]`).fill('二十块')
  expect(await status(page, price)).toMatch(/^卖 42\.70 元/)
  await page.locator(`${price} [name=cost]`).fill('不知道')
  expect(await status(page, price)).toContain('“货的本钱”看不懂')
  expect(await page.locator(`${price} [aria-invalid]`).count()).toBe(1)
  await page.locator(`${freight} select`).selectOption('新疆、西藏')
  await page.locator(`${freight} [name=weight]`).fill('五斤')
  expect(await status(page, freight)).toBe('2.5 公斤寄到新疆、西藏，运费 48.00 元')
  await page.locator(`${picking} [name=loss]`).fill('两成')
  expect(await status(page, picking)).toBe('能卖 48 公斤，一共 1920.00 元')
  expect(await page.locator('lesson-calculator button').count()).toBe(0)
  expect(await faultsOn(page)).toEqual([])
  expect(await width(page)).toBe(360)
  await context.close()
})

test('without scripts answers are folded, steps are numbered, and a calculator works out on its page', async () => {
  const { context, page } = await openLesson('exercises', { scripts: false })
  expect(await page.locator('.lesson :is(input, button):not(.stuck, .task-hand-in *)').count()).toBe(0)
  await page.locator('.flash-card summary').first().click()
  expect(await page.getByText('客人付一次钱，就是一单。').isVisible()).toBe(true)
  await page.locator('lesson-order summary').click()
  expect(await page.locator('lesson-order details li').first().innerText()).toBe('箱底垫一层纸')
  expect(await page.getByText('今天我学了打包。').isVisible()).toBe(true)
  await page.goto(page.url().replace('exercises', 'calculators'))
  const freight = page.locator('lesson-calculator[data-kind=freight]')
  await freight.locator('[name=weight]').fill('五斤')
  await freight.locator('select').selectOption('江浙沪')
  await freight.getByRole('button', { name: '算一算' }).click()
  expect(new URL(page.url()).pathname).toBe('/calculator')
  expect(await status(page, 'lesson-calculator')).toBe('2.5 公斤寄到江浙沪，运费 10.00 元')
  await page.locator('[name=weight]').fill('很重')
  await page.getByRole('button', { name: '算一算' }).click()
  expect(await status(page, 'lesson-calculator')).toContain('看不懂')
  expect(await page.locator('[name=weight]').inputValue()).toBe('很重')
  expect(await page.locator('[name=weight]').getAttribute('aria-invalid')).toBe('true')
  await context.close()
})

test('a lesson with exercises loads their script and styles, one without loads neither', async () => {
  const { context, page } = await openLesson('exercises')
  const loaded = () => page.locator('link[href*=exercises], script[src*=lesson-exercises]').count()
  expect(await loaded()).toBe(2)
  await context.close()
  const other = await openLesson('calculators')
  expect(await other.page.locator('script[src*=lesson-media]').count()).toBe(0)
  await other.context.close()
})
