// Says at the end of a run where its time went.
import type { Reporter, TestModule } from 'vitest/node'

const maxShown = 10

/** The slowest tests of a run, one a line: milliseconds, file and name. */
export default class SlowestTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        duration: test.diagnostic()?.duration ?? 0,
        name: `${module.relativeModuleId} > ${test.fullName}`,
      })),
    )
    if (tests.length <= maxShown) return
    const slowest = tests.toSorted((a, b) => b.duration - a.duration).slice(0, maxShown)
    const lines = slowest.map(({ duration, name }) => `${String(Math.round(duration)).padStart(7)} ms  ${name}`)
    process.stdout.write(`\n The slowest ${maxShown} tests\n${lines.join('\n')}\n\n`)
  }
}
