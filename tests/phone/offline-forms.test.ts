// What is said of a form that stays on the screen because nobody was there to take it.
import { expect, test } from 'vitest'
import { formatNotSent } from '#app/phone/offline-forms.ts'

test('it says that nothing went out, and that what was filled in is there only where something was', () => {
  expect(formatNotSent('/account', true)).toBe('没有网，没有发出去；填的还在，有网了再按一次。')
  expect(formatNotSent('/account', false)).not.toContain('填的还在')
  expect(formatNotSent('/sign-out', false)).toContain('还没有退出登录')
})
