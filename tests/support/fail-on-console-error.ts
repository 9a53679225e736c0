// A test that makes the product complain on the console has found something: it fails.
import { afterEach, beforeEach, expect, vi } from 'vitest'

let complaint: ReturnType<typeof vi.spyOn>

beforeEach(() => {
  complaint = vi.spyOn(console, 'error')
})

afterEach(() => {
  const calls = complaint.mock.calls
  complaint.mockRestore()
  expect(calls, 'console.error was called').toEqual([])
})
