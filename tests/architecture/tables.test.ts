// Who owns which table. A domain reads and writes its own; of others it reads what they show (db/views/<owner>.ts) and
// writes through their doors. So the borders between domains hold for tables as they do for imports.
import { readdirSync, readFileSync } from 'node:fs'
import { getTableColumns, getTableName, is, Subquery } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { lastingFingerprints, sealedColumns } from '#db/sealed.ts'

/** Files of db/schema/ that are not named after the folder that owns their tables. */
const ownerOfFile: Record<string, string> = {
  installation: 'operations',
  'stored-files': 'app/importing',
  'pairing-records': 'pairings',
  search: 'households',
  'shop-files': 'shops',
  workflow: 'app/workflow',
}

/** The domain, or the part of app/ beside domains, that a file belongs to. */
const partOf = (file: string) => /^app\/modules\/([^/]+)\//.exec(file)?.[1] ?? /^app(\/[^/]+)?(?=\/)/.exec(file)![0]
const ownerOf = (schema: string) => ownerOfFile[schema] ?? schema

const imports = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `app/${file}`)
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/from '(#db\/(?:schema|views)[^']*)'/g)].map(([, target]) => ({ file, target: target! })),
  )

const named = (target: string, folder: string) => new RegExp(`^#db/${folder}/([a-z-]+)\\.ts$`).exec(target)?.[1]

test('every file of db/schema/ belongs to a domain that there is', () => {
  const parts = new Set([...readdirSync('app/modules'), 'app/importing', 'app/workflow'])
  const tables = readdirSync('db/schema').filter((file) => file !== 'rules.ts')
  expect(tables.map((file) => ownerOf(file.replace(/\.ts$/, ''))).filter((owner) => !parts.has(owner))).toEqual([])
})

test('tables are imported by their owner alone', () => {
  const wrong = imports.filter(({ file, target }) => {
    if (target === '#db/schema.ts') return true
    const schema = named(target, 'schema')
    return schema !== undefined && ownerOf(schema) !== partOf(file)
  })
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

/**
 * Who reads what whose owner shows, beside life cycles, which everybody reads of their own things. The list only ever
 * grows with a reason, and shrinks by itself: a pair that is no longer used is a fault too.
 */
const readers: Record<string, Record<string, string>> = {
  'app/demo': {
    accounts: 'whether the installation is empty',
    households: 'the same',
  },
  'app/programme': { 'programme-settings': 'what is set, over what the file of the programme says' },
  'app/workflow': {
    accounts: 'the name of who was quicker',
    audit: 'the newest writes, for who was quicker where no life cycle knows it',
  },
  accounts: {
    cohorts: 'whether the class is there that a role is given for',
    households: 'an account stands for a person: where she lives, and which numbers are no secret',
    sessions: 'who has a second step, and since when somebody who has chosen a secret is signed in',
  },
  attachments: { cohorts: 'whether somebody is in the class to which an attachment goes' },
  audit: {
    accounts: 'who did it, and what it was done to: an entry names things by their ids alone',
    certificates: 'the same',
    cohorts: 'the same',
    exams: 'the same',
    households: 'the same, and why a number was looked at or a household corrected',
    pairings: 'what an entry is about',
    ratings: 'the same',
    rosters: 'the same',
    rounds: 'the same',
    shops: 'the same',
  },
  certificates: {
    cohorts: 'what is printed on one: who completed which class',
    courses: 'what is printed on one: the course and its hours',
    households: 'the name of the holder, and the region by which officers see her',
  },
  cohorts: {
    accounts: 'who has signed in already, and who took attendance',
    courses: 'the title of what a class studies',
    households: 'the names of the people of a class, and the regions by which officers see them',
  },
  exams: {
    certificates: 'the certificate that rests on a doubtful pass',
    cohorts: 'who sits in which class, joined to hundreds of sheets at once',
    courses: 'the frozen bank of questions',
    households: 'the names of candidates, and the regions by which officers see them',
  },
  'follow-ups': {
    accounts: 'to whom they can be given, who asked, and whose shops tell their months',
    certificates: 'in which shops she works, by the certificate that she holds',
    cohorts: 'which class she completed, and when',
    households: 'her name, and the region by which officers see her',
    shops: 'whether a shop of hers tells its months: then she is not asked',
  },
  households: {
    accounts: 'who looked at a number, and who corrected',
    cohorts: 'what a person has completed',
  },
  indicators: {
    certificates: 'which completions have one that holds',
    cohorts: 'the facts that figures count: enrolments, sessions, attendance, completions',
    exams: 'who sat one, and passed',
    households: 'what was true of people on the day that decides',
  },
  inquiries: {
    cohorts:
      'the classes whose questions an instructor answers, and what the classes of a trainee are shown: read whenever a lesson is opened',
    courses: 'the title of the course that a question is about',
    households: 'the name of whoever asked, for the instructor',
  },
  'lesson-search': {
    cohorts: 'which versions the classes of a viewer study',
    courses: 'what is indexed, which versions are offered, and the titles of courses',
  },
  learning: {
    cohorts: 'how a class of 2,000 learns is one query over its people',
    households: 'the names of the people of a class, and the regions by which officers see them',
  },
  lockout: { accounts: 'the names of accounts that somebody tried to sign in to' },
  outcomes: { shops: 'the months of shops: a figure and its list are one query' },
  pairings: {
    accounts: 'who settled a message, and the number that an owner shows the other',
    shops: 'the two shops of a pairing, and what they send each other',
  },
  'programme-settings': { accounts: 'who changed a setting' },
  ratings: { shops: 'the shop that is rated' },
  reports: {
    certificates: 'a figure, its list and its export are one query over everything that stands behind it',
    cohorts: 'the same',
    exams: 'the same',
    households: 'the same',
  },
  rosters: { accounts: 'who handed a roster in' },
  rounds: {
    accounts: 'whose account was closed: such a shop is not matched',
    pairings: 'which round a pairing belongs to',
    shops: 'the shops that take part',
  },
  sessions: { accounts: 'whose session it is, with the roles that the account holds' },
  studio: {
    accounts: 'who wrote, reviewed and remarked',
    cohorts: 'how many classes study a version that is replaced or put away',
  },
  tasks: {
    accounts: 'who said what is read to what was handed in',
    cohorts: 'in which class it was handed in, and what that studies',
    households: 'the name of the trainee',
  },
  talent: {
    certificates: 'the facts from which stages follow, of some hundred persons at a time',
    cohorts: 'the same',
    households: 'the same',
    operating: 'the same',
    shops: 'the shops in which a person worked, on her way',
  },
  shops: { accounts: 'the owner of a shop, and which owner has which phone number in a list that is handed in' },
}

test('who reads what another domain shows is written down, with the reason', () => {
  const used = new Set(
    imports.flatMap(({ file, target }) => {
      const owner = named(target, 'views')
      return owner === undefined || owner === 'columns' || owner === 'workflow' || owner === partOf(file)
        ? []
        : [`${partOf(file)} → ${owner}`]
    }),
  )
  const written = Object.entries(readers).flatMap(([reader, owners]) => Object.keys(owners).map((owner) => `${reader} → ${owner}`))
  expect([...used].sort()).toEqual(written.sort())
})

test('no owner reads its own views: it has its tables', () => {
  const wrong = imports.filter(({ file, target }) => named(target, 'views') === partOf(file))
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

/** Views that show what is sealed or fingerprinted, by name. */
const showSealed = ['accountPhones', 'identities']

test('a view shows what it is named for: nothing that is sealed, but for two, and no secret at all', () => {
  const sealed = new Set([
    ...sealedColumns.flatMap(({ table, column, fingerprint }) =>
      [column, fingerprint].flatMap((name) => (name ? [`${getTableName(table)}.${getTableColumns(table)[name]!.name}`] : [])),
    ),
    ...lastingFingerprints,
  ])
  const showing: string[] = []
  for (const views of Object.values(import.meta.glob<Record<string, unknown>>('../../db/views/*.ts', { eager: true }))) {
    for (const [name, view] of Object.entries(views)) {
      if (!is(view, Subquery)) continue
      const { sql: text } = view._.sql.toQuery(quoting)
      if (/secret_hash"(?! is not null)|code_hash/.test(text)) showing.push(`${name} shows a secret`)
      const table = / from "(\w+)"/.exec(text)![1]!
      if ([...text.matchAll(/"(\w+)"/g)].some(([, column]) => sealed.has(`${table}.${column}`))) showing.push(name)
    }
  }
  expect(showing.sort()).toEqual(showSealed)
})

const quoting = {
  escapeName: (name: string) => `"${name}"`,
  escapeParam: () => '?',
  escapeString: (text: string) => `'${text}'`,
  casing: { getColumnCasing: ({ name }: { name: string }) => name } as never,
}
