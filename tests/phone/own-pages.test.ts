// What the phone says in the place of a page without a network: true of that very page, and never a dead end.
import { expect, test } from 'vitest'
import { isCachedPath, cachedSubstituteFor } from '#app/phone/cached-paths.ts'
import { renderNoCopyPage, renderNotSentPage } from '#app/phone/own-pages.ts'

const lesson = { path: '/courses/a/b', title: '选品' }
const phone = { kept: ['/', '/class', '/pairings/p', lesson.path], lessons: [lesson] }
const emptyPhone = { kept: [], lessons: [] }
const hrefsIn = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)

const neverKept = ['/account', '/account/second-step', '/verify', '/sign-in', '/s/CODE', '/set-up/token', '/calculator', '/rating-rules']

test.each([...neverKept, '/attempts/a/result', '/desk'])('%s is never kept: that it will be is not promised', async (path) => {
  const said = await renderNoCopyPage(path, phone).text()
  expect(said).not.toContain('以后没网也能看')
  expect(said).toContain('这一页要有网才能看')
})

test('of a page that is kept by visiting it, that is said; not on a phone that keeps nothing of anybody', async () => {
  expect(await renderNoCopyPage('/exams', phone).text()).toContain('有网的时候打开一次，以后没网也能看')
  expect(await renderNoCopyPage('/', emptyPhone).text()).not.toContain('以后没网也能看')
})

test.each(neverKept)('a form of %s that was not sent is not said to be there still', async (path) => {
  const said = await renderNotSentPage({ to: path, from: path }, phone).text()
  expect(said).toContain('没有发出去')
  expect(said).not.toContain('填过的还在')
})

test('a form of a kept page is there still, wherever it was posted to; where the phone had no room for the page it is not', async () => {
  const posted = { to: '/pairings/p/check-in', from: '/pairings/p' }
  expect(await renderNotSentPage(posted, phone).text()).toContain('按返回键，填过的还在')
  expect(await renderNotSentPage(posted, emptyPhone).text()).not.toContain('填过的还在')
})

test('whoever could not sign out is led to pages that are there', async () => {
  const said = await renderNotSentPage({ to: '/sign-out', from: '/account' }, phone).text()
  expect(said).toContain('还没有退出登录')
  expect(hrefsIn(said)).toEqual(['/', '/class', lesson.path])
  expect(hrefsIn(said).every((href) => phone.kept.includes(href!))).toBe(true)
})

test('an owner’s first page is her shop where that is kept; a trainee’s own first page goes before it', () => {
  expect(cachedSubstituteFor('/', ['/shop', '/shop/s'])).toBe('/shop')
  expect(cachedSubstituteFor('/', ['/', '/shop'])).toBe(null)
  expect(cachedSubstituteFor('/class', ['/shop'])).toBe(null)
  expect(neverKept.some(isCachedPath)).toBe(false)
})
