// What needs the real server as a process, and Chromium: `npm run test:stories`.
// What a story waits for may take long on a busy machine; it waits no longer than it must.
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest begin first, so that at the end neither core waits for the other. */
const longest = ['accessibility', 'mentorship', 'kill', 'main-job', 'phone', 'exam', 'owner', 'study', 'class', 'administrator']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.includes(`/${name}.`))
      return at < 0 ? longest.length : at
    }
    return files.toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: ['tests/e2e/*.{e2e,test}.ts'],
    globalSetup: 'tests/e2e/one-county.ts',
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
