// What waited and was delivered by somebody else than the page that shows it: the page hears of it.
import { afterEach, expect, test, vi } from 'vitest'
import { onDeliveries, announceDeliveries } from '#app/phone/background.ts'

afterEach(() => void vi.unstubAllGlobals())

/** A browser with one open page, to which its worker can talk. */
function anOpenPage() {
  const container = new EventTarget()
  vi.stubGlobal('navigator', { serviceWorker: container })
  const postMessage = (data: unknown) => void container.dispatchEvent(Object.assign(new Event('message'), { data }))
  return { matchAll: async () => [{ postMessage }] } as unknown as Clients
}

test('the page of an account hears that its forms were delivered, and nothing of another’s', async () => {
  const clients = anOpenPage()
  const heard = vi.fn()
  onDeliveries('hers', heard)
  await announceDeliveries(clients, 'another’s')
  expect(heard).not.toHaveBeenCalled()
  await announceDeliveries(clients, 'hers')
  expect(heard).toHaveBeenCalledTimes(1)
})
