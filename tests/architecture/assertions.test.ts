// How often the code says `!`: that something is there although its type says that it may not be.
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** May become less, never more. What is left is mostly places of arrays in counting and matching, where the line above proves it. */
const most = 220

const files = ['app', 'db'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${root}/${file}`),
)

function assertionsIn(file: string): number {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false, kind)
  let count = 0
  const visit = (node: ts.Node) => {
    if (node.kind === ts.SyntaxKind.NonNullExpression) count += 1
    ts.forEachChild(node, visit)
  }
  visit(source)
  return count
}

test('what may be missing is read once, or asked for by `present` (app/present.ts), rather than asserted by `!`', () => {
  const counts = files.map((file) => ({ file, count: assertionsIn(file) })).filter(({ count }) => count > 0)
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  const worst = counts.sort((one, other) => other.count - one.count).slice(0, 10)
  expect(all, worst.map(({ file, count }) => `${file}: ${count}`).join('\n')).toBeLessThanOrEqual(most)
})

test('no address is read by an assertion: `param` parses what stands in it', () => {
  const wrong = files.filter((file) => file.startsWith('app/routes/') && assertionsIn(file) > 0)
  expect(wrong).toEqual([])
})
