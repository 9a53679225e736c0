// A file fits a few screens, and so does what is in it. What is longer is taken apart by what its parts say, not at a count of lines.
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const files = ['app', 'db']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => /\.(tsx?|js)$/.test(file) && !file.startsWith('db/migrations/'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

/** Lines at most. */
const limits = { 'loader or action': 30, component: 90, function: 120, file: 450 }

/** What may be longer, and why. */
const exceptions: Record<string, string> = {
  'openDatabase in db/database.ts': 'one closure over the connection and the queue of writes: parts would hand both to each other',
  'openThreads in app/threads/threads.server.ts': 'one closure over the workers and what waits for them',
  'startSitting in app/modules/exams/sitting/sitting.ts': 'one closure over what a phone knows of its attempt',
  'planShops in db/demo/shops.ts': 'a list of shops, one entry each',
}

/** The name of a function, or of what it is assigned to, also through calls around it: `const Row = memo(() => …)`. */
function nameOf(node: ts.SignatureDeclaration): string | null {
  if (node.name) return node.name.getText()
  let parent: ts.Node = node.parent
  while (
    ts.isCallExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent)
  )
    parent = parent.parent
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : null
}

function kindOf(file: string, name: string | null): keyof typeof limits {
  if (file.startsWith('app/routes/') && /^(loader|action)$/.test(name ?? '')) return 'loader or action'
  return file.endsWith('.tsx') && /^[A-Z]/.test(name ?? '') ? 'component' : 'function'
}

const lengths = files.flatMap(({ file, text }) => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1
  const found: { what: string; kind: keyof typeof limits; lines: number }[] = [
    { what: file, kind: 'file', lines: text.trimEnd().split('\n').length },
  ]
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const name = nameOf(node)
      const from = lineOf(node.getStart())
      found.push({ what: `${name ?? `line ${from}`} in ${file}`, kind: kindOf(file, name), lines: lineOf(node.end) - from + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
})

const tooLong = lengths.filter(({ kind, lines }) => lines > limits[kind])

test('loaders, actions, components, functions and files are of a length that can be read', () => {
  expect(new Set(lengths.map(({ kind }) => kind))).toEqual(new Set(Object.keys(limits)))
  const wrong = tooLong
    .filter(({ what }) => !(what in exceptions))
    .map(({ what, kind, lines }) => `${what} has ${lines} lines: a ${kind} has at most ${limits[kind]}`)
  expect(wrong).toEqual([])
})

test('nothing is excepted that is short enough', () => {
  const long = new Set(tooLong.map(({ what }) => what))
  expect(Object.keys(exceptions).filter((what) => !long.has(what))).toEqual([])
})
