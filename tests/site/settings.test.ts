// The operator's settings: read anew each time, until a running server holds them.
import { expect, onTestFinished, test, vi } from 'vitest'

test('a process that holds its settings looks at its environment no more; another environment is read all the same', async () => {
  vi.resetModules()
  onTestFinished(() => void vi.unstubAllEnvs())
  const { holdSettings, readSettings } = await import('#app/settings.server.ts')
  vi.stubEnv('TIDUI_HTTPS', '1')
  expect(readSettings().isHttps).toBe(true)
  vi.stubEnv('TIDUI_HTTPS', '0')
  expect(readSettings().isHttps).toBe(false)
  holdSettings()
  vi.stubEnv('TIDUI_HTTPS', '1')
  expect(readSettings().isHttps).toBe(false)
  expect(readSettings({ TIDUI_HTTPS: '1' }).isHttps).toBe(true)
})
