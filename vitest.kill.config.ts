// What needs the real server as a process, and Chromium: `npm run test:kill`. The screens must have been built.
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { fileParallelism: false, include: ['tests/e2e/{kill,exam}.test.ts'] } })
