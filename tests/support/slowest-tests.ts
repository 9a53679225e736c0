// Says at the end of a run where its time went.
import type { Reporter, TestModule } from 'vitest/node'

const mostShown = 10

/** The slowest tests of a run, one a line: milliseconds, file and name. */
export default class SlowestTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        duration: test.diagnostic()?.duration ?? 0,
        name: `${module.relativeModuleId} > ${test.fullName}`,
      })),
    )
    if (tests.length <= mostShown) return
    const slowest = tests.toSorted((a, b) => b.duration - a.duration).slice(0, mostShown)
    const lines = slowest.map(({ duration, name }) => `${String(Math.round(duration)).padStart(7)} ms  ${name}`)
    process.stdout.write(`\n The slowest ${mostShown} tests\n${lines.join('\n')}\n\n`)
  }
}
