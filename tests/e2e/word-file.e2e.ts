// A Word file with twelve pictures becomes a lesson: all of them are there, those that nobody described are asked for, and phones get them small.
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { aPhotograph } from '#tests/media/makers.ts'
import { anInstructor } from '#tests/modules/studio/makers.ts'
import { aDesk } from '#tests/support/browser.ts'
import { docxOf, heading, headingStyles, paragraph, picture } from '#tests/support/office-files.ts'
import { aStoryServer, faultsOn, shot } from './story-server.ts'

let author: Viewer
const story = await aStoryServer({ prepare: async (site) => void (author = await anInstructor(site, '覃老师')) })
const numbers = Array.from({ length: 12 }, (_, nth) => nth + 1)

/** Every second picture has words for it. */
async function aWordFile() {
  const photographs = await Promise.all(numbers.map((nth) => aPhotograph(700 + nth)))
  return docxOf({
    styles: headingStyles,
    body: numbers
      .map((nth) => {
        const title = nth % 4 === 1 ? heading(1, `第 ${nth} 步起`) : ''
        return `${title}${paragraph(`第 ${nth} 步，照着做。`)}${paragraph(picture(`p${nth}`, nth % 2 === 0 ? `第 ${nth} 步：一双手在装箱` : ''))}`
      })
      .join(''),
    links: numbers.map((nth) => ({ id: `p${nth}`, type: 'image', target: `media/p${nth}.jpeg` })),
    files: Object.fromEntries(numbers.map((nth) => [`word/media/p${nth}.jpeg`, new Uint8Array(photographs[nth - 1]!)])),
  })
}

test('a Word file with twelve pictures becomes a lesson with all of them in their places', async () => {
  const cookie = await createSession(story.site, author.accountId)
  const context = await aDesk(story.browser, { origin: story.server.origin, cookie, worker: false })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${story.server.origin}/desk/studio/bring-in`)
  await page.setInputFiles('input[type=file]', { name: 'pack.docx', mimeType: 'application/octet-stream', buffer: await aWordFile() })
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '带进来' }).click()])
  expect(await page.locator('main').innerText()).toMatch(/没有文字说明的图[\s\S]*6 处/)
  await shot(page, 'report')

  await page.getByRole('link', { name: '第 1 版' }).first().click()
  await page.getByRole('link', { name: '照片、声音和视频（12）' }).waitFor()
  await page.locator('.lesson-order').getByRole('link', { name: 'pack' }).click()
  await page.locator('.cm-content').waitFor()
  const look = page.frameLocator('.writing-look iframe')
  await expect.poll(() => look.locator('figure img').count()).toBe(12)
  const shown = look.locator('figure img')
  for (const nth of numbers) {
    await shown.nth(nth - 1).scrollIntoViewIfNeeded()
    await expect.poll(() => shown.nth(nth - 1).evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true)
    expect(await shown.nth(nth - 1).evaluate((img) => img.closest('figure')?.previousElementSibling?.textContent)).toBe(
      `第 ${nth} 步，照着做。`,
    )
  }
  expect(await look.locator('h2').allInnerTexts()).toEqual([1, 5, 9].map((nth) => expect.stringContaining(`第 ${nth} 步起`) as string))

  // What nobody described stands at its line, and pressing it opens the picture's form.
  const mistakes = page.locator('#writing-mistakes')
  await expect.poll(async () => (await mistakes.innerText()).match(/图上有什么/g)?.length ?? 0).toBe(6)
  await mistakes
    .locator('li', { hasText: '图上有什么' })
    .first()
    .getByRole('button', { name: /^第 \d+ 行/ })
    .click()
  const form = page.locator('dialog')
  await form.getByLabel('图上有什么').fill('一双手把纸垫进箱底')
  await form.getByRole('button', { name: '改好了' }).click()
  await expect.poll(async () => (await mistakes.innerText()).match(/图上有什么/g)?.length ?? 0).toBe(5)
  await shot(page, 'lesson')
  expect(await faultsOn(page)).toEqual([])
  await context.close()
}, 120_000)
