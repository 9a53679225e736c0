// What a trainee does on the phone, as several stories need it: from the slip to the first lesson, and an exam answered right.
import type { Page } from 'playwright-core'
import { loadSheet } from '#app/modules/exams/exams.server.ts'
import type { Site } from '#app/site.ts'

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
