// Stories in Chromium against the real server. The screens must have been built: `npm run test:stories`.
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['tests/e2e/*.e2e.ts'], testTimeout: 90_000, hookTimeout: 90_000, fileParallelism: false } })
