// The test that kills the server needs the built screens and a minute of its own: `npm run test:kill`.
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['tests/e2e/kill.test.ts'] } })
