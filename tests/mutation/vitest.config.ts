// What `npm run mutate` runs against each fault that it puts in: the quick tests of pure rules. A test that walks a machine
// through a database takes its expectations from the machine itself, and so finds no fault in it.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'tests/site/calendar.test.ts',
      'tests/modules/lockout/ladders.test.ts',
      'tests/modules/certificates/code.test.ts',
      'tests/modules/cohorts/enrolment-machine.test.ts',
      'tests/modules/exams/{attempt-machine,draw,exam-clock,grade,answer-timing,latest-answers}.test.ts',
      'tests/modules/follow-ups/{days,machine-steps}.test.ts',
      'tests/modules/households/{id-number,spells}.test.ts',
      'tests/modules/matching/{deferred-acceptance,round}.test.ts',
      'tests/modules/mentorship/machine-steps.test.ts',
      'tests/modules/ratings/rules.test.ts',
      'tests/modules/reports/figures.test.ts',
      'tests/modules/studio/{merge,version-machine}.test.ts',
      'tests/modules/talent/{compute-spells,definition,stages}.test.ts',
      'tests/text/*.test.ts',
    ],
    testTimeout: 20_000,
    env: { TIDUI_LOG: 'error' },
    setupFiles: ['tests/support/fail-on-console-error.ts'],
  },
})
