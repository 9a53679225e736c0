// What a class is called: its number counts within a year, so nobody is told the number alone.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatCohort } from '#app/text/cohort-label.ts'

test('the year of its first session stands before the number of a class', () => {
  expect(formatCohort({ number: 3, name: '茶叶班', startsOn: '2019-03-04' })).toBe('2019年第 3 期 茶叶班')
})

/** A certificate says between which days the class was held, in the same sentence. */
const withDays = 'modules/certificates/pages/certificate-sheet.tsx'

test('no screen calls a class by its number alone', () => {
  const alone = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && file !== 'text/cohort-label.ts' && file !== withDays)
    .filter((file) => /第 \$?\{[\w.]*[nN]umber\} 期/.test(readFileSync(`app/${file}`, 'utf8')))
  expect(alone).toEqual([])
})
