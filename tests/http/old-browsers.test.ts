// Phones in the villages are old: what is built for browsers runs on Chromium 80. esbuild brings the language down to
// what it knew, but not methods; those that came later are written out by hand.
import { buildSync } from 'esbuild'
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Methods and functions that browsers learnt after Chromium 80, with the version that brought them. */
const tooNew: Record<string, number> = {
  replaceAll: 85,
  any: 85,
  at: 92,
  hasOwn: 93,
  structuredClone: 98,
  findLast: 97,
  findLastIndex: 97,
  toSorted: 110,
  toReversed: 110,
  toSpliced: 110,
  withResolvers: 119,
  groupBy: 117,
  fromAsync: 121,
  replaceChildren: 86,
  randomUUID: 92,
  throwIfAborted: 100,
  canParse: 120,
  checkVisibility: 105,
  showPopover: 114,
  startViewTransition: 111,
  isWellFormed: 111,
  getSetCookie: 113,
  supportedValuesOf: 99,
}
/** Properties that are not there, or always undefined. */
const tooNewProperties = ['submitter', 'cookieStore', 'userAgentData', 'replaceChildren']
/** What our own things may be called. */
const isOurs = (name: string, object: string) => name === 'any' && object !== 'Promise'

/** Every use of something too new, as `name (version)`. */
function tooNewIn(script: string): string[] {
  const found: string[] = []
  const look = (node: ts.Node) => {
    if (ts.isPropertyAccessExpression(node) && tooNewProperties.includes(node.name.text)) found.push(node.name.text)
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression: called } = node
      const name = ts.isPropertyAccessExpression(called)
        ? called.name.text
        : ts.isIdentifier(called) && called.text.length > 3
          ? called.text
          : '' // short names are made by the minifier
      const object = ts.isPropertyAccessExpression(called) && ts.isIdentifier(called.expression) ? called.expression.text : ''
      if (Object.hasOwn(tooNew, name) && !isOurs(name, object)) found.push(`${name} (${tooNew[name]})`)
    }
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile('built.js', script, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS))
  return found
}

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const entries = [...scripts['build:islands']!.matchAll(/(\S+)=(app\/\S+)/g)].map(([, name, file]) => [name!, file!] as const)

test('the worker and every island are looked at', () => {
  expect(entries.map(([name]) => name)).toEqual(
    expect.arrayContaining(['worker', 'islands/lesson', 'islands/learning', 'islands/phone', 'islands/sitting', 'islands/owner']),
  )
})

/** For desks alone: the editor's library needs Chromium 92. On older ones, as without scripts, a file is written in a plain field. */
const forDesks = ['islands/studio-editor']

test.each(entries.filter(([name]) => !forDesks.includes(name)))('%s uses nothing that Chromium 80 does not have', (_name, file) => {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  expect(tooNewIn(outputFiles[0]!.text)).toEqual([])
})

test.each([
  "'a'.replaceAll('a','b')",
  'list.replaceChildren()',
  '[1].at(-1)',
  'structuredClone({})',
  'event.submitter',
  'Object.hasOwn({}, 1)',
  'crypto.randomUUID()',
  '[1].findLast(Boolean)',
])('%s would be found', (script) => expect(tooNewIn(script).length).toBeGreaterThan(0))
test('a name of ours that sounds alike is not', () => expect(tooNewIn('event.at; at(1); wake.at')).toEqual([]))
