// Only the domain that owns a machine compares the names of its states; others ask the rules beside the machine
// (`<noun>.states.ts`), so that a state can be added or split in one place.
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import { workflows } from '#app/workflows.server.ts'

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file: `app/${file}`, text: readFileSync(`app/${file}`, 'utf8') }))

const domainOf = (file: string) => file.match(/^app\/modules\/([^/]+)\//)?.[1] ?? null

/** All names of states, of those that hold others too: `collected`, `collected.submitted`. */
const namesOf = (node: { states: AnyStateMachine['states'] }, within = ''): string[] =>
  Object.entries(node.states).flatMap(([name, inner]) => [within + name, ...namesOf(inner, `${within}${name}.`)])

const machines = workflows.map(({ definition: { kind, machine } }) => {
  const home = files.find(({ file, text }) => file.endsWith('.machine.ts') && text.includes(`id: '${kind}'`))!.file
  return { home, domain: domainOf(home), names: new Set(namesOf(machine)) }
})

interface Comparison {
  file: string
  domain: string | null
  line: number
  name: string
  /** What it is compared with, as it is written. */
  with: string
}

const comparing = /^(eq|ne|inArray|notInArray|includes|startsWith|matches)$/
const isEquality = (kind: ts.SyntaxKind) =>
  kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken

/** What a literal is compared with; null where it is not compared. */
function comparedWith(literal: ts.Node): string | null {
  const { parent } = literal
  if (ts.isBinaryExpression(parent) && isEquality(parent.operatorToken.kind))
    return (parent.left === literal ? parent.right : parent.left).getText()
  if (ts.isCaseClause(parent)) return parent.parent.parent.expression.getText()
  if (ts.isArrayLiteralExpression(parent)) return comparedWith(parent)
  if (ts.isPropertyAccessExpression(parent) && parent.name.text === 'includes' && ts.isCallExpression(parent.parent))
    return parent.parent.arguments[0]?.getText() ?? null
  if (!ts.isCallExpression(parent)) return null
  const { expression } = parent
  const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()
  if (!comparing.test(called)) return null
  return ts.isPropertyAccessExpression(expression) ? expression.expression.getText() : (parent.arguments[0]?.getText() ?? null)
}

const comparisons = files.flatMap(({ file, text }) => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const found: Comparison[] = []
  const visit = (node: ts.Node) => {
    const other = ts.isStringLiteral(node) ? comparedWith(node) : null
    if (other !== null && ts.isStringLiteral(node))
      found.push({
        file,
        domain: domainOf(file),
        line: source.getLineAndCharacterOfPosition(node.pos).line + 1,
        name: node.text,
        with: other,
      })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
})

/** What is compared with a word that is also the name of a state, and is none: how a pairing ended is a fact of the report. */
const elsewhere: Record<string, string> = { 'app/modules/outcomes/outcomes.server.ts': 'ending' }

test('nothing outside a domain compares the names of its states', () => {
  expect(machines.every(({ domain }) => domain !== null)).toBe(true)
  const wrong = comparisons.flatMap(({ file, domain, line, name, with: other }) => {
    const owners = machines.filter(({ names }) => names.has(name))
    if (owners.length === 0 || owners.some((owner) => owner.domain === domain) || elsewhere[file] === other) return []
    const rules = owners.map(({ home }) => home.replace('.machine.ts', '.states.ts')).join(' or ')
    return [`${file}:${line} compares ${other} with '${name}': ask a rule of ${rules}`]
  })
  expect(wrong).toEqual([])
})

test('a domain compares states with names that its machines know', () => {
  const wrong = comparisons.flatMap(({ file, domain, line, name, with: other }) => {
    const own = machines.filter((machine) => machine.domain === domain)
    if (
      own.length === 0 ||
      !/^(?!typeof|document).*[sS]tates?$/.test(other) ||
      !/^[\w.]+$/.test(name) ||
      own.some(({ names }) => names.has(name))
    )
      return []
    return [`${file}:${line} compares ${other} with '${name}', which is no state of ${own.map(({ home }) => home).join(' or ')}`]
  })
  expect(wrong).toEqual([])
})
