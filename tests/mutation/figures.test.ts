// The figures of `npm run mutate`: each file is held to what is asked for, not only all of them together.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatFigures, listShortcomings, mergeFigures, parseFigures, readReport, type Figure } from './figures.ts'

const figure = (file: string, killed: number, through: number): Figure => ({ file, killed, through })

test('a file of which too little is noticed is named, however good the others are; just enough is enough', () => {
  const figures = [figure('a.ts', 1000, 0), figure('b.ts', 9, 1), figure('c.ts', 89, 11)]
  expect(listShortcomings(figures, ['a.ts', 'b.ts', 'c.ts'], 90)).toEqual(['c.ts: 89.0 % of its faults are noticed, of 90 % asked for'])
})

test('a file that was never measured is named; one into which no fault can be put is not', () => {
  expect(listShortcomings([figure('a.ts', 0, 0)], ['a.ts', 'b.ts'], 90)).toEqual(['b.ts: not measured yet'])
})

test('what no test reaches went through; what does not compile, or stands where it is not measured, counts for nothing', () => {
  const statuses = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored', 'CompileError', 'RuntimeError']
  const report = { thresholds: { low: 90 }, files: { 'a.ts': { mutants: statuses.map((status) => ({ status })) } } }
  expect(readReport(report)).toEqual([figure('a.ts', 2, 2)])
})

test('a run over one file leaves the rows of the others as they were; files that are measured no more go', () => {
  const before = parseFigures(formatFigures([figure('app/a.ts', 9, 1), figure('app/b.ts', 10, 0), figure('app/gone.ts', 1, 0)]))
  expect(mergeFigures(before, [figure('app/b.ts', 8, 2)], ['app/a.ts', 'app/b.ts'])).toEqual([
    figure('app/a.ts', 9, 1),
    figure('app/b.ts', 8, 2),
  ])
})

test('docs/bench.md has a figure of each file that is measured, and each is as good as asked for', () => {
  const { mutate, thresholds } = JSON.parse(readFileSync('stryker.config.json', 'utf8')) as {
    mutate: string[]
    thresholds: { low: number }
  }
  expect(listShortcomings(parseFigures(readFileSync('docs/bench.md', 'utf8')), mutate, thresholds.low)).toEqual([])
})
