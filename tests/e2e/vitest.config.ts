// Stories in Chromium against the real server. The screens must have been built: `npm run test:stories`.
// What a story waits for may take long on a busy machine; it waits no longer than it must.
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['tests/e2e/*.e2e.ts'], testTimeout: 90_000, hookTimeout: 90_000, fileParallelism: false, expect: { poll: { timeout: 15_000 } } } })
