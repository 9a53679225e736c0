// A trainee studies a lesson with photographs, a sound, marks, a comparison and a video on a small phone: with and without a network, with and without scripts.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { administrator, aStudent } from '#tests/modules/learning/makers.ts'
import { acceptSound } from '#app/modules/media/media.server.ts'
import { planCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { anIllustratedFolder } from '#tests/media/a-course.ts'
import { aPhone } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn } from './story-server.ts'

let cohortId: string

const story = await aStoryServer({
  prepare: async (site) => {
    const { folder, remove } = await anIllustratedFolder()
    const sessions = [{ day: '2019-03-20', startsAt: '09:00', topic: '开班' }]
    const plan = { number: 1, name: '第 1 期', tier: 'entrepreneur' as const, courseSlug: 'tea', regionCode: '422826100', place: '村委会' }
    cohortId = await planCohort({ ...site, contentFolder: folder }, administrator, { ...plan, attendanceRequired: 80, sessions })
    remove() // what is published does not need its folder any more
  },
})
const { browser, site } = story
const address = () => `${story.server.origin}/courses/tea/first`

async function aStudentWithAPhone(choices: { scripts?: boolean; worker?: boolean } = {}) {
  const student = await aStudent(site, cohortId)
  const context = await aPhone(browser, { origin: story.server.origin, cookie: await createSession(site, student.accountId), ...choices })
  return { context, page: await context.newPage() }
}

/** The photographs that are drawn, by their width in pixels; 0 for one that could not be. */
const drawn = (page: Page) =>
  page
    .locator('.lesson picture img')
    .evaluateAll((all) => all.map((image) => (image as HTMLImageElement).complete && (image as HTMLImageElement).naturalWidth))
const seeAll = async (page: Page) => {
  for (const picture of await page.locator('.lesson picture').all()) await picture.scrollIntoViewIfNeeded()
  await expect.poll(() => drawn(page), { timeout: 15_000 }).toEqual([360, 360, 360, 360])
}

test('photographs are drawn in what the browser knows best, nothing moves, and neither sound nor video loads by itself', async () => {
  const { context, page } = await aStudentWithAPhone({ worker: false })
  const asked: string[] = []
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
  await page.goto(address())
  const before = await page.locator('.lesson h2').last().boundingBox()
  await seeAll(page)
  await page.evaluate(() => scrollTo(0, 0))
  expect(await page.locator('.lesson h2').last().boundingBox()).toEqual(before)
  const media = asked.filter((path) => path.startsWith('/media/'))
  expect(media.filter((path) => /\.(ogg|mp4)$/.test(path))).toEqual([])
  expect(media.some((path) => path.endsWith('-360-1.avif'))).toBe(true)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  expect(await faultsOn(page)).toEqual([])
  await context.close()
})

test('a sound plays, slower too; marks explain themselves; the comparison is drawn by its slider, also by keyboard', async () => {
  const { context, page } = await aStudentWithAPhone({ worker: false })
  await page.goto(address())
  await page.waitForFunction(() => customElements.get('lesson-compare') !== undefined)
  const sound = page.locator('audio')
  await page.getByRole('group', { name: '快慢' }).first().getByRole('button', { name: '0.75 倍' }).click()
  expect(await sound.evaluate((player) => (player as HTMLAudioElement).playbackRate)).toBe(0.75)
  const played = await sound.evaluate(
    (player) =>
      new Promise((resolve) => {
        player.addEventListener('ended', () => resolve('played'))
        player.addEventListener('error', () => resolve((player as HTMLAudioElement).error?.message))
        void (player as HTMLAudioElement).play()
      }),
  )
  expect(played).toBe('played')
  await page.getByRole('button', { name: '2 叶梗' }).click()
  expect(await page.locator('lesson-marks li:visible').allInnerTexts()).toEqual([expect.stringContaining('叶梗')])
  await page.getByRole('button', { name: '2 叶梗' }).press('Enter')
  expect(await page.locator('lesson-marks li:visible').count()).toBe(2)
  const slider = page.getByRole('slider')
  await slider.press('ArrowRight')
  expect(await slider.getAttribute('aria-valuetext')).toBe('之后的照片露出 51%')
  for (const button of await page.locator('.speeds button, .marked button, lesson-compare input').all())
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44)
  expect(await faultsOn(page)).toEqual([])
  await context.close()
})

test('without a network the photographs and the sound of a lesson that was opened are there', async () => {
  const { context, page } = await aStudentWithAPhone()
  await page.goto(address())
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.goto(address())
  await seeAll(page)
  const kept = () =>
    page.evaluate(async () =>
      (await (await caches.open('assets-1')).keys()).map(({ url }) => url.replace(/^.*[.]/, '')).filter((ending) => /ogg|mp4/.test(ending)),
    )
  await expect.poll(kept, { timeout: 60_000 }).toEqual(['ogg'])
  await context.setOffline(true)
  await page.reload()
  await seeAll(page)
  const seconds = await page.locator('audio').evaluate(
    (player) =>
      new Promise((resolve) => {
        player.addEventListener('loadedmetadata', () => resolve((player as HTMLAudioElement).duration))
        player.addEventListener('error', () => resolve((player as HTMLAudioElement).error?.message))
        ;(player as HTMLAudioElement).load()
        void (player as HTMLAudioElement).play()
      }),
  )
  expect(seconds).toBeCloseTo(1, 0)
  await context.close()
})

test('without scripts everything is there: players, transcripts, numbered marks, and both photographs of the comparison', async () => {
  const { context, page } = await aStudentWithAPhone({ scripts: false })
  await page.goto(address())
  expect(await page.locator('.marked > i').allInnerTexts()).toEqual(['1', '2'])
  expect(await page.locator('lesson-marks li').allInnerTexts()).toEqual([
    expect.stringContaining('要完整'),
    expect.stringContaining('要嫩'),
  ])
  expect(await page.locator('lesson-compare figcaption').allInnerTexts()).toEqual(['之前', '之后'])
  await page.locator('summary', { hasText: '看文字' }).first().click()
  expect(await page.locator('.transcript p').first().isVisible()).toBe(true)
  expect(await page.locator('audio[controls], video[controls]').count()).toBe(2)
  await context.close()
})

test.each(['audio/webm;codecs=opus', 'audio/mp4'])(
  'what this browser records as %s is accepted, and plays as it was recorded',
  async (type) => {
    const page = await browser.newPage()
    await page.goto(story.server.origin)
    await page.mouse.click(5, 5) // only then may a page make a sound
    const recorded = await page.evaluate(async (mimeType) => {
      const context = new AudioContext()
      await context.resume()
      const [tone, output] = [context.createOscillator(), context.createMediaStreamDestination()]
      tone.connect(output)
      tone.start()
      const recorder = new MediaRecorder(output.stream, { mimeType })
      const parts: Blob[] = []
      recorder.ondataavailable = ({ data }) => void parts.push(data)
      recorder.start(250)
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await new Promise((resolve) => ((recorder.onstop = resolve), recorder.stop()))
      return [...new Uint8Array(await new Blob(parts).arrayBuffer())]
    }, type)
    const sound = acceptSound(Buffer.from(recorded))
    expect(acceptSound(sound.bytes)).toEqual(sound)
    const { seconds, loudest } = await page.evaluate(
      async (bytes) => {
        const decoded = await new AudioContext().decodeAudioData(new Uint8Array(bytes).buffer)
        return { seconds: decoded.duration, loudest: Math.max(...decoded.getChannelData(0).slice(20_000, 40_000)) }
      },
      [...sound.bytes],
    )
    expect(Math.abs(seconds - sound.seconds)).toBeLessThan(1)
    expect(loudest).toBeGreaterThan(0.5)
    await page.close()
  },
)
