// One word for one thing: what docs/glossary.md forbids stands in no exported name, file name, comment or text on screen.
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const glossary = readFileSync('docs/glossary.md', 'utf8')

/** The text below a heading, up to the next one of its kind. */
function sectionOf(heading: string): string {
  const text = glossary.split(`\n## ${heading}\n`)[1]
  if (text === undefined) throw new Error(`docs/glossary.md has no section "${heading}"`)
  return text.split('\n## ')[0]!
}

const rowsOf = (section: string) =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| not '))
    .map((line) => line.split('|').map((cell) => cell.trim()))

interface Forbidden {
  word: string
  instead: string
  sign: RegExp
}

/** `…` stands for the rest of a name: at its end for a capital letter (or a file's ending) and what follows. */
function signOf(word: string, where: string): RegExp {
  if (where === 'comments') return new RegExp(`\\b${word}\\b`, 'i')
  const parts = word.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const rest = where === 'names' || where === 'exports' ? '(?:[A-Z0-9]\\w*)' : '[\\w.-]*'
  const [before = '', ...after] = parts
  const source = after.reduce((all, part) => all + (all === '' || part !== '' ? '[\\w.-]*' : rest) + part, before)
  return new RegExp(`^${source}$`)
}

const forbiddenIn = (where: string): Forbidden[] =>
  rowsOf(sectionOf('Not this, but that: English'))
    .filter(([, , , there]) => there === where)
    .flatMap(([, words, instead]) =>
      words!.split(',').map((part) => {
        const word = part.trim().replaceAll('`', '')
        return { word, instead: instead!, sign: signOf(word, where) }
      }),
    )

const onScreen = sectionOf('Not this, but that: on screen')
const forbiddenOnScreen = rowsOf(onScreen).flatMap(([, words, instead]) =>
  words!.split(/[,，]/).map((word) => ({ word: word.trim(), instead: instead! })),
)
/** Files that list what others write. */
const synonyms = new Set([...onScreen.matchAll(/`((?:app|db)\/[\w./-]+)`/g)].map(([, file]) => file!))

const sources = readdirSync('.', { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(app|db)\/.*\.tsx?$/.test(file))
  .map((file) => ({
    file,
    tree: ts.createSourceFile(
      file,
      readFileSync(file, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
      file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    ),
  }))

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)))
}

/** What a file exports and declares itself. */
const exportsOf = (tree: ts.SourceFile): string[] =>
  tree.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement) || !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name))
    const { name } = statement as ts.DeclarationStatement
    return name ? [name.text] : []
  })

/** Every name that a file declares: of types, functions, constants, parameters and properties. */
function declaredIn(tree: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    const { name } = node as ts.NamedDeclaration
    const isDeclaration =
      ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node) || ts.isPropertyAssignment(node)
    if (
      name &&
      (isDeclaration || ts.isDeclarationStatement(node) || ts.isTypeElement(node) || ts.isClassElement(node)) &&
      ts.isIdentifier(name)
    )
      found.push(name.text)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** Comments, each as one line. */
function commentsOf(tree: ts.SourceFile): string[] {
  const found = new Map<number, string>()
  const visit = (node: ts.Node) => {
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(tree.text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(tree.text, node.end) ?? []),
    ])
      found.set(pos, tree.text.slice(pos, end).replace(/\s*\n[\s/*]*/g, ' '))
    for (const child of node.getChildren(tree)) visit(child)
  }
  visit(tree)
  return [...found.values()]
}

/** String literals and text between tags. */
function textsOf(tree: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

test('there is something to judge', () => {
  expect(sources.length).toBeGreaterThan(300)
  for (const where of ['exports', 'names', 'files', 'comments']) expect(forbiddenIn(where).length).toBeGreaterThan(2)
  expect(forbiddenOnScreen.length).toBeGreaterThan(20)
  expect(forbiddenOnScreen.every(({ word }) => /^\p{Script=Han}+$/u.test(word))).toBe(true)
})

test('a pattern of the glossary means what it says', () => {
  expect(signOf('say…', 'names').test('sayDay')).toBe(true)
  expect(signOf('say…', 'names').test('sayings')).toBe(false)
  expect(signOf('…Standing', 'names').test('ExamStanding')).toBe(true)
  expect(signOf('…-words.ts', 'files').test('round-words.ts')).toBe(true)
  expect(signOf('take…Form', 'names').test('takeRoundForm')).toBe(true)
  expect(signOf('the house sends', 'comments').test('What the house sends.')).toBe(true)
})

test.each([
  { where: 'exports', of: 'exported', namesOf: exportsOf },
  { where: 'names', of: 'declared', namesOf: (tree: ts.SourceFile) => [...new Set(declaredIn(tree))] },
])('no $of name has a forbidden word', ({ where, namesOf }) => {
  const forbidden = forbiddenIn(where)
  const wrong = sources.flatMap(({ file, tree }) =>
    namesOf(tree).flatMap((name) => forbidden.filter(({ sign }) => sign.test(name)).map(({ instead }) => `${file}: ${name} (${instead})`)),
  )
  expect(wrong).toEqual([])
})

test('no file name has a forbidden word', () => {
  const forbidden = forbiddenIn('files')
  const wrong = sources.flatMap(({ file }) =>
    forbidden.filter(({ sign }) => sign.test(basename(file))).map(({ instead }) => `${file} (${instead})`),
  )
  expect(wrong).toEqual([])
})

test('no comment has a forbidden word', () => {
  const forbidden = forbiddenIn('comments')
  const wrong = sources.flatMap(({ file, tree }) =>
    commentsOf(tree).flatMap((comment) =>
      forbidden.filter(({ sign }) => sign.test(comment)).map(({ word, instead }) => `${file}: ${word} (${instead})`),
    ),
  )
  expect(wrong).toEqual([])
})

test('on screen one thing has one word', () => {
  const wrong = sources.flatMap(({ file, tree }) =>
    synonyms.has(file)
      ? []
      : textsOf(tree).flatMap((text) =>
          forbiddenOnScreen.filter(({ word }) => text.includes(word)).map(({ word, instead }) => `${file}: ${word} (${instead})`),
        ),
  )
  expect(wrong).toEqual([])
})
