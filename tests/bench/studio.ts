// The bench rows of the studio: how soon a lesson is shown after its author stops typing, and what opening the editor transfers.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { openSite } from '#app/site.server.ts'
import { aCourse, anInstructor, lessonText, write } from '#tests/modules/studio/makers.ts'
import { aDesk, launchChromium } from '#tests/support/browser.ts'
import { startServer } from '#tests/support/running-server.ts'
import type { Row } from './exams.ts'
import { median } from './times.ts'

/** A lesson of 4,000 characters, different each time, so that nothing of it is known already. */
const aLongLesson = (nth: number) => {
  const paragraph = `第 ${nth} 次改：箱子要新的、干的，装满不晃，一箱一箱发到杭州去。路上三天，到手还是好的。\n\n`
  return lessonText + `\n## 再说一遍\n\n` + paragraph.repeat(Math.ceil(4_000 / paragraph.length))
}

/** Preview and opening of the editor, on the real server and in Chromium. */
export async function benchStudio(): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  const author = await anInstructor(site, '覃老师')
  const versionId = await aCourse(site, author)
  await write(site, author, versionId, 'lesson-1.mdx', aLongLesson(0))
  const cookie = (await createSession(site, author.accountId)).split(';')[0] ?? ''
  await site.close()
  const server = await startServer({ dataFolder })
  const browser = await launchChromium()
  try {
    const path = `${server.origin}/desk/studio/versions/${versionId}/files/lesson-1.mdx`
    const preview = async (content: string) => {
      const begun = performance.now()
      const answer = await fetch(`${path}/preview`, {
        method: 'POST',
        headers: { Cookie: cookie, Origin: server.origin, 'Content-Type': 'application/json' },
        body: JSON.stringify({ content }),
      })
      await answer.json()
      return performance.now() - begun
    }
    await preview(aLongLesson(1)) // loads the compiler
    const times: number[] = []
    for (let nth = 2; nth < 12; nth++) times.push(await preview(aLongLesson(nth)))
    const seconds = (median(times) + 150) / 1000 // the editor asks 150 ms after the last sign

    const context = await aDesk(browser, { origin: server.origin, cookie, worker: false })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    let bytes = 0
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength))
    await page.goto(path, { waitUntil: 'networkidle' })
    await page.locator('.cm-content').waitFor()
    const kilobytes = bytes / 1000
    return [
      {
        what: 'studio: a lesson of 4,000 characters is shown after its author stops typing',
        figure: `${seconds.toFixed(2)} s`,
        budget: '≤ 0.3 s',
        ok: seconds <= 0.3,
      },
      { what: 'studio: opening the editor, transferred', figure: `${kilobytes.toFixed(0)} kB`, budget: '≤ 300 kB', ok: kilobytes <= 300 },
    ]
  } finally {
    await browser.close()
    await server.kill()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
