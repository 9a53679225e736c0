// What people do, as several stories need it: from the slip to the first lesson, pages kept for later, a task, a voice, an exam answered right.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { loadSheet } from '#app/modules/exams/exams.server.ts'
import type { Site } from '#app/site.ts'
import { aPhotograph } from '#tests/media/makers.ts'

/** Opens a slip for the first time: six digits, one button, and the first lesson is there. */
export async function openSlip(page: Page, slip: string) {
  await page.goto(slip)
  await page.fill('[name=secret]', '204060')
  await page.getByRole('button', { name: '开始学习' }).click()
  await page.waitForURL(/\/courses\/[^/]+\/[^/]+/)
}

const attemptOf = (page: Page) => page.url().match(/attempts\/([0-9a-z]+)/)![1]!

/** Begins the exam, answers every question right, as the key has it, one a screen, and hands it in. */
export async function sitExam(page: Page, { site, origin }: { site: Site; origin: string }) {
  await page.goto(`${origin}/exams`)
  await page.locator('main a').first().click()
  await page.getByRole('button', { name: /开始|接着/ }).click()
  await page.waitForURL(/\/attempts\//)
  const attempt = attemptOf(page)
  const { questions } = await loadSheet(site, attempt)
  for (const [index, question] of questions.entries()) {
    await page.goto(`${origin}/attempts/${attempt}?q=${index + 1}`)
    for (const key of question.correct) await page.locator(`main input[value="${key}"]`).check()
    const next = page
      .locator('main form button, footer button, main button')
      .filter({ hasText: /下一题|检查/ })
      .first()
    await next.click()
    await page.waitForTimeout(150)
  }
  await page.goto(`${origin}/attempts/${attempt}?q=review`)
  await page.getByRole('button', { name: /交卷/ }).first().click()
}

/** A photograph as a phone takes it, with the place in it. */
export const photograph = async (width: number) => ({
  name: 'box.jpg',
  mimeType: 'image/jpeg',
  buffer: await aPhotograph(width, 'jpeg', { place: true }),
})

/** Waits until the worker has these pages for when there is no network. */
export const kept = (page: Page, paths: readonly string[]) =>
  expect
    .poll(
      () =>
        page.evaluate(async (wanted) => {
          const found = await Promise.all(wanted.map((path) => caches.match(new URL(path, location.origin), { ignoreVary: true })))
          return found.every((one) => one !== undefined)
        }, paths),
      { timeout: 20_000 },
    )
    .toBe(true)

/** The form of the task on the page that is open; in a lesson it is unfolded first. */
export async function taskForm(page: Page) {
  const fold = page.locator('.task-hand-in summary')
  if ((await fold.count()) > 0) await fold.click()
  const form = page.locator('form[data-outbox]')
  await form.locator('button', { hasText: '拍一张' }).or(form.locator('label.button')).first().waitFor({ state: 'attached' })
  return form
}

/** Records for some seconds with the button of the page. */
export async function record(page: Page) {
  await page.getByRole('button', { name: '按一下，说话' }).click()
  await page.getByRole('button', { name: '在录 0:02，说完再按一下' }).click()
  await page.getByRole('button', { name: '重新说' }).waitFor()
}
