// What documents point at is there: files, links, addresses, commands, and the terms of the glossary.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const filesBelow = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)
const tree = ['app', 'db', 'tests', 'docs', 'content', '.ci'].flatMap(filesBelow)
const fileNames = new Set([...tree, ...readdirSync('.')].map((file) => basename(file)))
const documents = [...tree, ...readdirSync('.')].filter((file) => file.endsWith('.md')).sort()

/** What is no file of the tree: data that the program writes, files of any course, examples, and names that the glossary forbids. */
const isNoFileOfTheTree: Record<string, RegExp> = {
  'app/modules/courses/README.md': /^(course|questions)\.yaml$/,
  'app/modules/operations/README.md': /^backups\.json$/,
  'docs/decisions/clock-guard.md': /^clock\.json$/,
  'docs/glossary.md': /^(words|judge|standing|humane)\.ts$/,
  'docs/how-to/programme.md': /^pair(\.regions)?\.json$/,
  'docs/operations.md': /^(backups|clock)\.json$/,
}

const codeOf = (document: string) => [...readFileSync(document, 'utf8').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)

test('there are documents to judge', () => {
  expect(documents.length).toBeGreaterThan(50)
})

test.each(documents)('each link of %s leads somewhere', (document) => {
  const links = [...readFileSync(document, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)\s]*)?\)/g)].map(([, link]) => link!)
  const local = links.filter((link) => !/^(https?|mailto):/.test(link))
  expect(local.filter((link) => !existsSync(join(dirname(document), link)))).toEqual([])
})

test.each(documents)('each place that %s names is there', (document) => {
  // `tests` are also named without their folder and ending: named-tests.test.ts reads those.
  const places = codeOf(document).filter((code) => /^(app|db|tests|docs|content)\/[\w./$-]+$/.test(code) && !/^db\/[\w-]+$/.test(code))
  expect(places.filter((place) => !existsSync(place))).toEqual([])
  // What lies below these folders is made by the build, which this test does not wait for.
  const files = codeOf(document).filter(
    (code) => /^(?!build\/|public\/islands\/)[\w./-]+\.(tsx?|js|css|json|sql|mdx|yaml)$/.test(code) && !places.includes(code),
  )
  const isThere = (file: string) =>
    existsSync(join(dirname(document), file)) ||
    // In a README it lies where it is said to lie; elsewhere the name alone, or the end of the path, must be right.
    (basename(document) !== 'README.md' && (file.includes('/') ? tree.some((one) => one.endsWith(`/${file}`)) : fileNames.has(file)))
  expect(files.filter((file) => !existsSync(file) && !isThere(file) && !isNoFileOfTheTree[document]?.test(file))).toEqual([])
})

test('README.md leads to the README of every domain, and every domain has one', () => {
  const linked = readFileSync('README.md', 'utf8')
  const domains = readdirSync('app/modules')
  expect(domains.filter((domain) => !linked.includes(`](app/modules/${domain}/README.md)`))).toEqual([])
})

/** The commands of the operator's program with their options, as `audit verify --head`. */
function commandsOf(program: string): string[] {
  const source = ts.createSourceFile(program, readFileSync(program, 'utf8'), ts.ScriptTarget.Latest, true)
  const optionsIn = (text: string): string[] => [
    ...[...text.matchAll(/[oO]ption\('(--[a-z-]+)/g)].map(([, option]) => option!),
    ...(/\bwhose\b/.test(text) ? optionsIn(/const whose = .*/.exec(source.text)![0].replace('whose', '')) : []),
  ]
  return source.statements.flatMap((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return []
    const { expression, arguments: [words, , , shape, parent] } = statement.expression // prettier-ignore
    if (expression.getText() !== 'command' || !words || !ts.isStringLiteral(words)) return []
    const name = [parent?.getText(), words.text.replace(/ [<[].*/, '')].filter(Boolean).join(' ')
    return [[name, ...optionsIn(shape?.getText() ?? '').sort()].join(' ')]
  })
}

/** Addresses that are no page: answered before the routes, or no address at all. */
const isNoRoute = /^\/(healthz|metrics|icon\.svg|opt\/tidui)$/

test('each address that documents name is that of a page', () => {
  const routes = [...readFileSync('app/routes.ts', 'utf8').matchAll(/route\('([^'*]+)'/g)].map(
    ([, path]) => new RegExp(`^/${path!.replace(/\/:\w+\?/g, '(/[^/]+)?').replace(/:\w+/g, '[^/]+')}$`),
  )
  expect(routes.length).toBeGreaterThan(50)
  const wrong = documents.flatMap((document) =>
    codeOf(document)
      .flatMap((code) => /^(\/[a-z][\w/:.-]*?)\/?(\?.*)?$/.exec(code)?.[1] ?? [])
      .filter((path) => !isNoRoute.test(path) && !routes.some((route) => route.test(path)))
      .map((path) => `${document}: ${path}`),
  )
  expect(wrong).toEqual([])
})

test('each command that documents name can be run: scripts, programs, and the files that they are given', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const operators = commandsOf('app/cli/tidui.ts').map((command) => command.replace(/ --.*/, ''))
  const wrong = documents.flatMap((document) => {
    const text = readFileSync(document, 'utf8')
    const all = (sign: RegExp) => [...text.matchAll(sign)].map(([, name]) => name!)
    return [
      ...all(/\bnpm run (?:-s )?([a-z][\w:-]*)/g).filter((name) => !(name in scripts)),
      ...all(/\bnpx ([a-z]\S*)/g).filter((name) => !existsSync(`node_modules/.bin/${name}`)),
      ...all(/\bnpx (?:tsx|vitest|stryker) ([^`\n#]+)/g)
        .flatMap((line) => line.split(/[\s,]+/))
        .filter((word) => /^[\w.-]+\/[\w./-]*$/.test(word) && !existsSync(word)),
      ...codeOf(document)
        .flatMap((code) => /^(?:npm run -s )?tidui (?:-- )?(.+)$/.exec(code)?.[1] ?? [])
        .filter((line) => /^[a-z]/.test(line) && !operators.some((command) => `${line} `.startsWith(`${command} `))),
    ].map((name) => `${document}: ${name}`)
  })
  expect(wrong).toEqual([])
})

test('each term that the glossary gives for code is part of a name there', () => {
  const words = new Set(
    ['app', 'db']
      .flatMap(filesBelow)
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => readFileSync(file, 'utf8').toLowerCase().match(/\w+/g) ?? []),
  )
  const glossary = readFileSync('docs/glossary.md', 'utf8').split('\n## Verbs')[0]!
  const terms = [...glossary.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`(\w+)`/g)].map(([, term]) => term!))
  expect(terms.length).toBeGreaterThan(100)
  const known = [...words].join(' ')
  expect(terms.filter((term) => !known.includes(term.toLowerCase()))).toEqual([])
})

test('the README lists each command of the operator with its options', () => {
  const [, list] = /The command line: (.*?)\n\n/s.exec(readFileSync('README.md', 'utf8'))!
  const listed = [...list!.matchAll(/`([^`]+)`/g)].map(([, line]) => {
    const [name] = /^[a-z]+( [a-z]+)?/.exec(line!)!
    return [name, ...(line!.match(/--[a-z-]+/g) ?? []).sort()].join(' ')
  })
  expect(listed.sort()).toEqual(commandsOf('app/cli/tidui.ts').sort())
})

test('the files that `npm run mutate` puts faults into, and the tests that it asks, are there', () => {
  const { mutate } = JSON.parse(readFileSync('stryker.config.json', 'utf8')) as { mutate: string[] }
  const tests = [...readFileSync('tests/mutation/vitest.config.ts', 'utf8').matchAll(/'(tests\/[^']+)\.test\.ts'/g)].flatMap(([, path]) => {
    const [, before = '', names, behind = ''] = /^(.*)\{(.+)\}(.*)$/.exec(path!) ?? []
    return names === undefined ? [path!] : names.split(',').map((name) => before + name + behind)
  })
  expect([mutate.length, tests.length].every((count) => count > 10)).toBe(true)
  expect(mutate.filter((file) => !existsSync(file))).toEqual([])
  expect(tests.filter((test) => !test.endsWith('*') && !existsSync(`${test}.test.ts`))).toEqual([])
})
