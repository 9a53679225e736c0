// A browser gets the styles it never had inside its first page, and later only their names.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inlineStyles } from '#app/http/styles.server.ts'
import '#tests/support/built.ts'

const built = readdirSync('build/client/assets').filter((file) => file.endsWith('.css'))
const fileOf = (name: string) => built.find((file) => file.startsWith(`${name}-`))!
const hashOf = (name: string) => fileOf(name).slice(-12, -4)
const textOf = (name: string) => readFileSync(`build/client/assets/${fileOf(name)}`, 'utf8').trim()
const link = (name: string) => `<link rel="stylesheet" href="/assets/${fileOf(name)}"/>`
const page = (...links: string[]) => `<html><head><title>课</title>${links.join('')}</head><body><p>茶</p></body></html>`
const cookieOf = (given: string | null) => given?.split(';')[0] ?? null

test('a browser without cookies gets all styles inside, and is asked to fetch them for the next page', () => {
  const { html, cookie } = inlineStyles(page(link('base'), link('lesson')), null)
  expect(html).toContain(`<style>${textOf('base')}</style><style>${textOf('lesson')}</style></head>`)
  expect(html).not.toContain('rel="stylesheet"')
  expect(html).toContain(
    `<link rel="prefetch" as="style" href="/assets/${fileOf('base')}"/><link rel="prefetch" as="style" href="/assets/${fileOf('lesson')}"/></body>`,
  )
  expect(cookieOf(cookie)).toBe(`styles=${hashOf('base')}.${hashOf('lesson')}`)
})

test('what a browser has is only named: its next page is as it was written', () => {
  const first = inlineStyles(page(link('base'), link('lesson')), null)
  expect(inlineStyles(page(link('base'), link('lesson')), `tidui=1; ${cookieOf(first.cookie)}`)).toEqual({
    html: page(link('base'), link('lesson')),
    cookie: null,
  })
})

test('what another page needs besides comes inside, once', () => {
  const had = cookieOf(inlineStyles(page(link('base'), link('lesson')), null).cookie)
  const { html, cookie } = inlineStyles(page(link('base'), link('exam')), had)
  expect(html).toContain(`${link('base')}<style>${textOf('exam')}</style>`)
  expect(cookieOf(cookie)).toBe(`styles=${hashOf('exam')}.${hashOf('base')}.${hashOf('lesson')}`)
})

test('styles of an earlier release count for nothing, and are forgotten in time', () => {
  const { html, cookie } = inlineStyles(page(link('base')), `styles=${['1', '2', '3', '4', '5', '6'].map((n) => `earlier${n}`).join('.')}`)
  expect(html).toContain(`<style>${textOf('base')}</style>`)
  expect(cookieOf(cookie)).toBe(`styles=${hashOf('base')}.earlier1.earlier2.earlier3.earlier4.earlier5`)
})

test('a style that is no file of the build, or a cookie that makes no sense, changes nothing', () => {
  const developed = page('<link rel="stylesheet" href="/app/ui/base.css"/>', '<link rel="stylesheet" href="/assets/gone-00000000.css"/>')
  expect(inlineStyles(developed, null)).toEqual({ html: developed, cookie: null })
  expect(inlineStyles(page(link('base')), 'styles=<script>').html).toContain(`<style>${textOf('base')}</style>`)
})
