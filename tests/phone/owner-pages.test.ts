// Whatever an owner fills in goes through the phone's outbox, whichever page it stands on: goals, wishes, appeals, months and all else.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Forms that cannot wait, and why. */
const atOnce: Record<string, string> = {
  'pairing-phone.tsx': 'shows a phone number, which only the server has',
}

const pages = readdirSync('app/modules/mentorship/pages').filter((file) => file.endsWith('.tsx'))
const formsOf = (file: string) => readFileSync(`app/modules/mentorship/pages/${file}`, 'utf8').match(/<Form\b[^]*?>/g) ?? []

test('each form of an owner is one of the outbox', () => {
  const plain = pages.filter(
    (file) => !(file in atOnce) && formsOf(file).some((form) => !form.includes('data-outbox=') && !form.includes('method="get"')),
  )
  expect(plain).toEqual([])
  expect(pages.flatMap(formsOf).length).toBeGreaterThan(2)
})

test.each(['wishes-page', 'my-rating-page', 'my-months-page', 'my-people-page', 'my-shop-page', 'pairing-goals'])(
  '%s sends what is filled in through the outbox',
  (name) => {
    const source = readFileSync(`app/modules/mentorship/pages/${name}.tsx`, 'utf8')
    expect(source).toMatch(/<(OutboxForm|PairingForm)\b/)
  },
)
