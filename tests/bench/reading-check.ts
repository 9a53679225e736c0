// The bench rows of the reading check, which runs at every pause in typing.
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { checkReading } from '#app/lesson/reading-check/reading-check.ts'
import { hostileTexts } from '#tests/lesson/reading-check/hostile.ts'
import type { Row } from './exams.ts'
import { median } from './times.ts'

function timeOf(source: string) {
  const times = Array.from({ length: 9 }, () => {
    const begun = performance.now()
    checkReading(source, { file: 'lesson.mdx' })
    return performance.now() - begun
  })
  return median(times)
}

/** A lesson of 4,000 characters, and the slowest of what keeps a parser busy. */
export async function benchReadingCheck(): Promise<Row[]> {
  const lesson = readFileSync('content/entrepreneur/sell-tea-and-potatoes/open-shop.mdx', 'utf8')
  const longer = (lesson + lesson.slice(lesson.indexOf('\n## ')).repeat(3)).slice(0, 4_000)
  const usual = timeOf(longer)
  const worst = Math.max(...hostileTexts.map(([, source]) => timeOf(source)))
  return [
    { what: 'reading check of a lesson of 4,000 characters', figure: `${usual.toFixed(1)} ms`, budget: '≤ 20 ms', ok: usual <= 20 },
    { what: 'reading check of the worst hostile text', figure: `${Math.round(worst)} ms`, budget: '≤ 300 ms', ok: worst <= 300 },
  ]
}
