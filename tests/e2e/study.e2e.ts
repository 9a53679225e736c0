// A trainee studies on her phone: with a network, without one, without scripts, and on a phone that others use too.
import { once } from 'node:events'
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { recordProgress } from '#app/modules/learning/learning.server.ts'
import { lessonMarks, sectionProgress } from '#db/schema/learning.ts'
import { aClass, aStudent, course } from '#tests/modules/learning/makers.ts'
import { aPhone } from '#tests/support/browser.ts'
import { startServer } from '#tests/support/running-server.ts'
import { aStoryServer, until } from './story-server.ts'

let cohortId: string

const story = await aStoryServer({ prepare: async (site) => void (cohortId = await aClass(site)) })
const { browser, site, dataFolder } = story

const address = (lesson: string) => `${story.server.origin}/courses/${course}/${lesson}`
const heading = (page: Page) => page.locator('.lesson h1').innerText()
const sectionsOf = (personId: string) => site.read.select().from(sectionProgress).where(eq(sectionProgress.personId, personId))

async function aStudentWithAPhone(choices: { scripts?: boolean } = {}) {
  const student = await aStudent(site, cohortId)
  const context = await aPhone(browser, { origin: story.server.origin, cookie: await createSession(site, student.accountId), ...choices })
  return { student, context, page: await context.newPage() }
}

/** Until the worker holds all lessons of the course that is open. (`waitForFunction` would take the promise itself for a yes.) */
const keptAll = (page: Page) =>
  until(() =>
    page.evaluate(async () => {
      const name = (await caches.keys()).find((one) => one.startsWith('pages-'))
      const lessons = document.querySelector<HTMLElement>('.lesson')!.dataset.lessons!.split(' ')
      return (
        name !== undefined &&
        (await (await caches.open(name)).keys()).filter(({ url }) => /\/courses\/[^/]+\/[^/]+$/.test(url)).length === lessons.length
      )
    }),
  )

/** As a person does: once the lesson is awake, and never past an end that was not drawn. */
async function readToTheEnd(page: Page) {
  await page.waitForFunction(() => customElements.get('lesson-check') !== undefined)
  const sections = page.locator('[data-section]')
  for (let at = 0; at < (await sections.count()); at++) {
    await sections
      .nth(at)
      .locator('[data-end]')
      .evaluate((end) => {
        end.scrollIntoView({ block: 'center' })
        return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      })
  }
}

/** While `work` runs, a hotel's sign-in page answers in the server's place: with 200, and for one lesson by leading elsewhere. */
async function behindASignInPage(work: () => Promise<void>) {
  await story.server.kill()
  const hotel = createServer((request, response) => {
    if (request.url!.includes('pack-and-ship')) response.writeHead(302, { Location: 'http://hotel.invalid/' }).end()
    else
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end('<!DOCTYPE html><main class="lesson"><h1>酒店上网登录</h1></main>')
  }).listen(story.server.port, '127.0.0.1')
  await once(hotel, 'listening')
  await work()
  hotel.closeAllConnections()
  await once(hotel.close(), 'close')
  story.server = await startServer({ dataFolder, port: story.server.port })
}

const withoutNetwork = (context: BrowserContext) => context.setOffline(true)

test('without network the next lesson opens from the phone, and what was read there arrives when the network is back', async () => {
  const { student, context, page } = await aStudentWithAPhone()
  await page.goto(address('choose-goods'))
  const first = await heading(page)
  await keptAll(page)
  await readToTheEnd(page)
  const before = await page.locator('[data-section]').count()
  await until(async () => (await sectionsOf(student.personId)).length === before)

  await withoutNetwork(context)
  await page.goto(address('licence-and-label'))
  expect(await heading(page)).not.toBe(first)
  await page.waitForSelector('text=没有网，您看的是存下的页面。')
  await readToTheEnd(page)
  await page.waitForSelector('text=还没发出，存在手机里，有网会自动发。')
  await page.reload()
  await page.waitForSelector('text=还没发出')
  expect(await sectionsOf(student.personId)).toHaveLength(before)

  const second = await page.locator('[data-section]').count()
  await context.setOffline(false)
  await page.waitForSelector('text=已存 ✓')
  await until(async () => (await sectionsOf(student.personId)).length === before + second)
  await page.goto(`${story.server.origin}/`)
  expect(await page.locator('main').innerText()).toContain('学完 2 课')
  await context.close()
})

test('behind a hotel’s sign-in page lessons stay as they were kept, and what is read there is not taken for sent', async () => {
  const { student, context, page } = await aStudentWithAPhone()
  await page.goto(address('choose-goods'))
  await keptAll(page)
  await behindASignInPage(async () => {
    for (const lesson of ['pack-and-ship', 'licence-and-label']) {
      await page.goto(address(lesson))
      await page.waitForSelector('text=您看的是存下的页面。')
    }
    await readToTheEnd(page)
    await page.waitForSelector('text=还没发出，存在手机里')
    const kept = await page.evaluate(async () => {
      await fetch('/assets/of-a-new-version.css')
      return (await caches.match('/assets/of-a-new-version.css')) !== undefined
    })
    expect(kept).toBe(false)
    await page.goto(`${story.server.origin}/verify`) // nothing is kept of it: the hotel's page is shown, so that she can sign in
    expect(await heading(page)).toBe('酒店上网登录')
  })
  expect(await sectionsOf(student.personId)).toHaveLength(0)
  await page.goto(address('licence-and-label'))
  const sections = await page.locator('[data-section]').count()
  await until(async () => (await sectionsOf(student.personId)).length === sections)
  await context.close()
})

test('what no kept lesson needs any more leaves the phone; when a new worker comes, the kept lessons still open as they were', async () => {
  const { context, page } = await aStudentWithAPhone()
  await page.goto(address('choose-goods'))
  await keptAll(page)
  const leaveBehind = (name: string) =>
    page.evaluate(async (path) => (await caches.open('assets-1')).put(path, new Response('of an earlier version')), name)
  const isKept = (name: string) => page.evaluate(async (path) => (await caches.match(path)) !== undefined, name)
  await leaveBehind('/assets/earlier-one.css')
  await page.reload()
  await until(async () => !(await isKept('/assets/earlier-one.css')))

  await leaveBehind('/assets/earlier-two.css')
  await page.evaluate(async () => void (await navigator.serviceWorker.register('/worker.js?newer')))
  await until(async () => !(await isKept('/assets/earlier-two.css')))

  await withoutNetwork(context)
  await page.goto(address('pack-and-ship'))
  await page.waitForSelector('text=没有网，您看的是存下的页面。')
  expect(
    await page.evaluate(async () => {
      // One that is folded away is asked for as soon as it is unfolded; the place of a photograph to be chosen has no address.
      const pictures = [...document.images].filter(({ src }) => src !== '')
      for (const picture of pictures) picture.loading = 'eager'
      await Promise.all(pictures.map((picture) => picture.decode()))
      return [...document.styleSheets].every(({ cssRules }) => cssRules.length > 0)
    }),
  ).toBe(true)
  expect(await page.locator('.weave').count()).toBeGreaterThan(0)
  await page.locator('lesson-checklist input').first().check() // its script is there too
  await page.waitForSelector('text=还没发出')
  await context.close()
})

/** A line to the server on which some addresses never come through. */
async function aBadLine() {
  const line = { breaks: /^$/, asked: [] as string[] }
  const proxy = createServer((asked, answer) => {
    line.asked.push(asked.url!)
    if (line.breaks.test(asked.url!)) return answer.destroy()
    const onward = ask(
      { port: story.server.port, path: asked.url, method: asked.method, headers: asked.headers },
      (from) => (answer.writeHead(from.statusCode!, from.headers), from.pipe(answer)),
    )
    asked.pipe(onward.on('error', () => answer.destroy()))
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return Object.assign(line, { origin, close: () => (proxy.closeAllConnections(), void proxy.close()) })
}

test('where the line breaks before the styles have come, no page is kept in pieces; once they are there, it is kept', async () => {
  const line = await aBadLine()
  const student = await aStudent(site, cohortId)
  const context = await aPhone(browser, { origin: line.origin, cookie: await createSession(site, student.accountId) })
  const page = await context.newPage()
  const isDressed = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(251, 248, 241)')
  const lesson = `${line.origin}/courses/${course}/choose-goods`
  line.breaks = /^\/assets\//
  await page.goto(lesson)
  expect(await isDressed()).toBe(true) // a first page brings its styles
  const last = `/courses/${course}/${await page
    .locator('.lesson')
    .getAttribute('data-lessons')
    .then((all) => all!.split(' ').at(-1))}`
  await until(() => Promise.resolve(line.asked.includes(last)))

  line.breaks = /^/
  await page.goto(lesson)
  await page.waitForSelector('text=这一页还没存到手机里')

  line.breaks = /^$/
  await page.goto(lesson)
  await keptAll(page)
  line.breaks = /^/
  for (const path of ['choose-goods', 'pack-and-ship']) {
    await page.goto(`${line.origin}/courses/${course}/${path}`)
    await page.waitForSelector('text=没有网，您看的是存下的页面。')
    expect(await isDressed()).toBe(true)
  }
  await context.close()
  line.close()
})

test('a tick made without network is there when the lesson is opened again', async () => {
  const { student, context, page } = await aStudentWithAPhone()
  await page.goto(address('pack-and-ship'))
  await keptAll(page)
  await withoutNetwork(context)
  const boxes = page.locator('lesson-checklist input')
  expect(await boxes.count()).toBeGreaterThan(0)
  await boxes.first().check()
  await boxes.first().uncheck()
  await boxes.first().check()
  await context.setOffline(false)
  await until(async () =>
    (await site.read.select().from(lessonMarks).where(eq(lessonMarks.personId, student.personId))).some(({ value }) => value === '1'),
  )
  await page.reload()
  expect(await page.locator('lesson-checklist input').first().isChecked()).toBe(true)
  await context.close()
})

test('what was read and ticked without network shows on the kept copies: of the lesson, of the course, and on the first page', async () => {
  const { context, page } = await aStudentWithAPhone()
  await page.goto(address('choose-goods'))
  await keptAll(page)
  await until(() => page.evaluate(async () => (await caches.match('/')) !== undefined))
  await withoutNetwork(context)
  await page.goto(address('choose-goods'))
  await readToTheEnd(page)
  await page.locator('lesson-checklist input').first().check()
  await page.waitForSelector('text=还没发出')
  await page.reload()
  await until(() => page.locator('lesson-checklist input').first().isChecked())
  expect(await page.locator('.weave > i').getAttribute('style')).toContain('width: 100%')
  await page.goto(`${story.server.origin}/`)
  await page.waitForSelector('text=没有网，您看的是存下的页面。')
  await page.waitForSelector('text=学完 1 课')
  expect(await page.locator('a[data-go-on]').getAttribute('href')).toBe(`/courses/${course}/licence-and-label`)
  await page.goto(`${story.server.origin}/courses/${course}`)
  await page.waitForSelector('li.done[data-lesson=choose-goods]')
  await context.close()
})

test('where nothing is kept of a page, the lessons that are kept are offered', async () => {
  const { context, page } = await aStudentWithAPhone()
  await page.goto(address('choose-goods'))
  await keptAll(page)
  await withoutNetwork(context)
  await page.goto(`${story.server.origin}/verify`)
  await page.locator('main li a').last().click()
  await page.waitForSelector('.lesson h1')
  await context.close()
})

test('without scripts the button at the end keeps the lesson as read and goes on to the next', async () => {
  const { student, context, page } = await aStudentWithAPhone({ scripts: false })
  await page.goto(address('choose-goods'))
  const sections = await page.locator('[data-section]').count()
  await page.click('button:has-text("下一课")')
  expect(new URL(page.url()).pathname).toBe(`/courses/${course}/licence-and-label`)
  expect(await sectionsOf(student.personId)).toHaveLength(sections)
  await context.close()
})

test('when the session has ended the phone keeps what was read, and it arrives after signing in again', async () => {
  const { student, context, page } = await aStudentWithAPhone()
  await page.goto(address('choose-goods'))
  const cookies = await context.cookies()
  await context.clearCookies()
  await readToTheEnd(page)
  await page.waitForSelector('text=登录过期了')
  await context.addCookies(cookies)
  await page.goto(address('choose-goods'))
  const sections = await page.locator('[data-section]').count()
  await until(async () => (await sectionsOf(student.personId)).length === sections)
  await context.close()
})

test('on a shared phone a page left open by one person tells nothing under the name of the next', async () => {
  const { student, context, page } = await aStudentWithAPhone()
  await page.goto(address('choose-goods'))
  const next = await aStudent(site, cohortId)
  await context.clearCookies()
  const [name, value] = (await createSession(site, next.accountId)).split(';')[0]!.split('=')
  await context.addCookies([{ name: name!, value: value!, url: story.server.origin }])
  const kept = (await sectionsOf(student.personId)).length
  await readToTheEnd(page)
  await page.waitForSelector('text=登录过期了')
  expect(await sectionsOf(next.personId)).toHaveLength(0)
  expect((await sectionsOf(student.personId)).length).toBe(kept)
  await context.close()
})

test('signing out takes the kept pages off the phone', async () => {
  const { context, page } = await aStudentWithAPhone()
  await page.goto(address('choose-goods'))
  await keptAll(page)
  await page.goto(`${story.server.origin}/account`)
  await page.locator('form[action="/sign-out"] button').first().click()
  await page.waitForURL(/sign-in/)
  await until(() => page.evaluate(async () => !(await caches.keys()).some((one) => one.startsWith('pages-'))))
  await withoutNetwork(context)
  await page.goto(address('choose-goods'))
  expect(await page.locator('body').innerText()).toContain('这一页还没存到手机里')
  await context.close()
})

test('a lesson that the phone has already is not sent again, until something in it has changed', async () => {
  const student = await aStudent(site, cohortId)
  const cookie = (await createSession(site, student.accountId)).split(';')[0]!
  const ask = (tag?: string) => fetch(address('choose-goods'), { headers: { cookie, ...(tag ? { 'If-None-Match': tag } : {}) } })
  const tag = (await ask()).headers.get('etag')!
  const again = await ask(tag)
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect((await fetch(address('choose-goods'), { redirect: 'manual', headers: { 'If-None-Match': tag } })).status).toBe(302)
  await recordProgress(site, student, [{ kind: 'section', course, lesson: 'choose-goods', section: 's1', at: '2019-03-04T00:30:00.000Z' }])
  expect((await ask(tag)).status).toBe(200)
})

test.each(['18', '30'])(
  'going through a page by the keyboard, in letters of %s px, nothing that has the focus is hidden by the foot',
  async (size) => {
    const { context, page } = await aStudentWithAPhone()
    await context.addCookies([{ name: 'text', value: size, url: story.server.origin }])
    for (const path of ['/', `/courses/${course}`]) {
      await page.goto(story.server.origin + path)
      const met: string[] = []
      for (let presses = 0; presses < 40 && met.at(-1) !== 'foot'; presses++) {
        await page.keyboard.press('Tab')
        met.push(
          await page.evaluate(() => {
            const [foot, here] = [document.querySelector('.phone-foot')!, document.activeElement!]
            if (foot.contains(here)) return 'foot'
            return here.getBoundingClientRect().bottom > foot.getBoundingClientRect().top ? `hidden: ${here.textContent}` : 'seen'
          }),
        )
      }
      expect(met.filter((one) => one.startsWith('hidden'))).toEqual([])
      expect([met.length > 3, met.at(-1)]).toEqual([true, 'foot'])
    }
    await context.close()
  },
)

test('she finds the section by two characters, without scripts, and is led to it', async () => {
  const { page } = await aStudentWithAPhone({ scripts: false })
  await page.goto(story.server.origin)
  await page.getByRole('link', { name: /找课文/ }).click()
  await page.getByLabel('找什么').fill('，')
  await page.getByRole('button', { name: '找一找' }).click()
  expect(await page.getByText('请写要找的字。').count()).toBe(1)
  await page.getByLabel('找什么').fill('单号')
  await page.getByRole('button', { name: '找一找' }).click()
  expect(await page.locator('mark').first().innerText()).toBe('单号')
  await page.getByRole('link', { name: /发货要快，单号要填/ }).click()
  expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe(`/courses/${course}/pack-and-ship#s3`)
})
