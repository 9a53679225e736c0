// What needs the real server as a process, and Chromium: `npm run test:stories`.
// What a story waits for may take long on a busy machine; it waits no longer than it must.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/e2e/*.{e2e,test}.ts'],
    globalSetup: ['tests/support/built.ts', 'tests/e2e/one-county.ts'],
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
