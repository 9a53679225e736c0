// The server and the screens are bundled apart, so a refusal may come from another copy of its class.
import { expect, test, vi } from 'vitest'
import { notYours, Refusal } from '#app/refusal.ts'

test('a refusal of another bundle is a refusal, and a fault is none', async () => {
  vi.resetModules()
  const other = await import('#app/refusal.ts')
  expect(other.Refusal).not.toBe(Refusal)
  expect(other.notYours()).toBeInstanceOf(Refusal)
  expect(notYours()).toBeInstanceOf(other.Refusal)
  expect(new Error('disk full')).not.toBeInstanceOf(Refusal)
  expect(null).not.toBeInstanceOf(Refusal)
})
