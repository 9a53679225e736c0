// The operator's command line, as an operator runs it: a process of its own, one JSON value on stdout, or one sentence on stderr.
import { execFile, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { copyDemoCounty } from '#tests/support/demo-county.ts'
import { otherProgrammeFile } from '#tests/support/other-programme.ts'

// Each command is a process of its own, and takes its seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'tidui-cli-'))
const demo = join(folder, 'demo')

interface Outcome {
  code: number
  out: string
  err: string
}

function tidui(words: readonly string[], dataFolder = demo, input = ''): Promise<Outcome> {
  const env = { ...process.env, TIDUI_DATA: dataFolder }
  return new Promise((resolve) => {
    const running = execFile(process.execPath, ['build/program/tidui.js', ...words], { env }, (fault, out, err) =>
      resolve({ code: fault ? Number(fault.code) : 0, out, err }),
    )
    running.stdin!.on('error', () => undefined).end(input) // whoever reads no password leaves it
  })
}

async function json(words: readonly string[], dataFolder?: string, input?: string) {
  const { out, err } = await tidui([...words, '--json'], dataFolder, input)
  expect(err).toBe('')
  expect(out.trim().split('\n')).toHaveLength(1)
  return JSON.parse(out) as Record<string, unknown>
}

async function refused(words: readonly string[], sentence: RegExp, dataFolder?: string) {
  const { code, out, err } = await tidui(words, dataFolder)
  expect(code).not.toBe(0)
  expect(out).toBe('')
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toMatch(sentence)
}

/** The demo county in a folder of its own. */
function aCopy(name: string) {
  const copy = join(folder, name)
  cpSync(demo, copy, { recursive: true })
  return copy
}

beforeAll(() => copyDemoCounty(demo), 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const period = ['--from', '2019-01-01', '--to', '2019-07-31']

test('what is typed is made plain as in the forms of the screens, whatever the option', async () => {
  const data = aCopy('typed')
  const { accountId } = await json(
    [
      'user',
      'create',
      '--name',
      '⽥\u200b⼤春',
      '--role',
      'of\u200bficial',
      '--region',
      '\u202d422826\u202c',
      '--phone',
      '\u200e19800000088',
    ],
    data,
  )
  const { accounts } = await json(['user', 'list'], data)
  expect((accounts as { id: string; name: string }[]).find(({ id }) => id === accountId)!.name).toBe('田大春')
  await json(['user', 'reset', '--account', accountId as string, '--reason', '⼿机\ufeff丢了'], data)
  expect(await json(['user', 'disable', '--account', `\u2060${accountId as string}`], data)).toMatchObject({ accountId, enabled: false })
  const { entries } = await json(['audit', 'list', '--person', `${accountId as string}\u200b`, '--limit', '1000'], data)
  expect(JSON.stringify(entries)).toContain('手机丢了')
  expect((await tidui(['workflow', 'diagram', '\u200benrolment'])).out).toMatch(/^stateDiagram-v2/)
})

test('the demo county goes into an empty database only', () => refused(['demo'], /已有数据/))

test('the report of the demo county says 8 cohorts, 61 registered persons and 57 households', async () => {
  const report = await json(['report', 'households', ...period])
  expect(Object.keys(report)).toEqual([
    'period',
    'region',
    'cohorts',
    'cohortsHeldHere',
    'cohortsWithPeople',
    'attendances',
    'persons',
    'households',
    'registered',
    'byTownship',
    'byCohort',
  ])
  expect(report).toMatchObject({
    period: { from: '2019-01-01', to: '2019-07-31' },
    region: '422826',
    cohorts: 8,
    registered: { persons: 61, households: 57 },
  })
  await refused(['report', 'households', '--from', '2019-02-30', '--to', '2019-07-31'], /2019-02-30/)
  await refused(['report', 'households', '--from', '2019-01-01'], /--to/)
  await refused(['report', 'households', ...period, '--region', '999999'], /没有找到/)
})

test('everybody in the demo county stands at exactly one stage of the pipeline, today and on a day of the past', async () => {
  const data = aCopy('pipeline')
  const now = (await json(['pipeline'], data)) as { on: string; stages: { stage: string; persons: number; registered: number }[] }
  expect(Object.keys(now)).toEqual(['on', 'stages'])
  expect(now.stages.map(({ stage }) => stage)).toEqual([
    'identified',
    'enrolled',
    'training',
    'completed',
    'certified',
    'mentored',
    'operating',
    'sustained',
  ])
  const all = (stages: typeof now.stages) => stages.reduce((sum, { persons }) => sum + persons, 0)
  expect(now.stages.every(({ persons, registered }) => registered <= persons)).toBe(true)
  expect(now.stages.find(({ stage }) => stage === 'certified')!.persons).toBeGreaterThan(0)
  const past = (await json(['pipeline', '--on', '2019-03-31', '--region', '422826', '--known', '2019-03-31'], data)) as typeof now
  expect(past.on).toBe('2019-03-31')
  expect(all(past.stages)).toBeLessThanOrEqual(all(now.stages))
  expect(await json(['stages', 'rebuild'], data)).toEqual({ persons: all(now.stages), changed: 0 })
  await refused(['pipeline', '--on', '2019-02-30'], /2019-02-30/, data)
  await refused(['pipeline', '--tier', '村民'], /层次/, data)
  await refused(['pipeline', '--region', '999999'], /没有代码/, data)
})

test('an indicator is measured by its name: the published figures of the demo county, and its parts', async () => {
  const { indicators } = await json(['indicator', 'list'])
  expect((indicators as { name: string }[]).map(({ name }) => name)).toContain('registered-persons')
  const registered = await json(['indicator', 'registered-persons', ...period, '--by', 'township'])
  expect(registered).toMatchObject({ name: 'registered-persons', unit: '人', value: 61 })
  expect((registered.by as { value: number }[]).reduce((sum, { value }) => sum + value, 0)).toBeGreaterThanOrEqual(61)
  await refused(['indicator', 'persons', '--from', '2019-01-01'], /要写时段/)
  await refused(['indicator', 'cohorts', ...period, '--by', 'sex'], /不能按性别分/)
})

test('rosters are taken or refused row by row, and the same file again changes nothing', async () => {
  const data = join(folder, 'rosters')
  const file = 'tests/cases/rosters/office-style.xlsx'
  const preview = await json(['roster', 'import', file, '--dry-run'], data)
  expect(preview).toMatchObject({ rows: 40, accepted: 34, new: 34 })
  expect((preview.refused as { row: number; code: string }[]).map(({ row, code }) => [row, code])).toEqual([
    [8, 'id-number-damaged'],
    [12, 'id-number-checksum'],
    [20, 'name-missing'],
    [26, 'duplicate-in-file'],
    [30, 'phone-invalid'],
    [38, 'region-unknown'],
  ])
  expect(await json(['roster', 'import', file], data)).toMatchObject({ accepted: 34, new: 34 })
  expect(await json(['roster', 'import', file], data)).toMatchObject({ accepted: 34, new: 0, known: 34, changed: 0 })
  await refused(['roster', 'import', 'no-such-file.xlsx'], /没有这个文件/, data)
  await refused(['roster', 'import', 'package.json'], /./, data)
})

test('shipped courses are sound; a folder with a fault says where it is', async () => {
  expect(await json(['content', 'check'])).toMatchObject({ problems: [], findings: [] })
  const bad = join(folder, 'content/township/bad')
  mkdirSync(bad, { recursive: true })
  writeFileSync(join(bad, 'one.mdx'), '---\ntitle: 课\n---\n{1 + 1}\n')
  const { code, out } = await tidui(['content', 'check', join(folder, 'content'), '--json'])
  expect(code).toBe(1)
  const { problems } = JSON.parse(out) as { problems: Record<string, unknown>[] }
  expect(problems.length).toBeGreaterThan(0)
  for (const problem of problems) expect(Object.keys(problem).sort()).toEqual(['column', 'file', 'line', 'reason'])
})

test('what is hard for readers is listed beside the problems, and is no failure', async () => {
  cpSync('content', join(folder, 'hard'), { recursive: true })
  const course = join(folder, 'hard/entrepreneur/sell-tea-and-potatoes')
  const file = join(course, 'price.mdx')
  writeFileSync(file, readFileSync(file, 'utf8').replace('卖得多不等于赚得多。', '全国最好的茶，镬子里炒。'))
  const { problems, findings } = (await json(['content', 'check', course])) as { problems: unknown[]; findings: Record<string, unknown>[] }
  expect(problems).toEqual([])
  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
    ['forbidden-claim', 10],
    ['rare-character', 10],
  ])
  for (const finding of findings) expect(Object.keys(finding).sort()).toEqual(['file', 'line', 'reason', 'rule'])
  const { code, out } = await tidui(['content', 'check', course])
  expect(code).toBe(0)
  expect(out).toMatch(/price\.mdx:10:3 广告法不让说的：“最好的”[^]*没有问题。\n另有 2 处不好读/)
})

test('given one lesson, or the folder of a course, that course alone is checked; a file outside of any is refused', async () => {
  const bad = join(folder, 'one/township/bad')
  cpSync('content', join(folder, 'one'), { recursive: true })
  mkdirSync(bad)
  writeFileSync(join(bad, 'one.mdx'), '---\ntitle: 课\n---\n{1 + 1}\n')
  expect(await json(['content', 'check', join(folder, 'one/township/policy-into-villages/course.yaml')])).toMatchObject({ problems: [] })
  for (const path of [bad, join(bad, 'one.mdx')]) {
    const { code, out } = await tidui(['content', 'check', path, '--json'])
    const { files, problems } = JSON.parse(out) as { files: number; problems: { file: string }[] }
    expect([code, files, [...new Set(problems.map(({ file }) => file.split('/').slice(0, 2).join('/')))]]).toEqual([1, 1, ['township/bad']])
  }
  await refused(['content', 'check', 'package.json'], /package\.json 不在课程里/)
  await refused(['content', 'check', join(folder, 'nowhere')], /没有这个文件/)
})

test('a life cycle is drawn from its machine', async () => {
  expect((await tidui(['workflow', 'diagram', 'enrolment'])).out).toMatch(/^stateDiagram-v2[\s\S]*在学/)
  await refused(['workflow', 'diagram', 'nothing'], /enrolment/)
})

test('a backup taken back gives the same report, and what is no backup is refused', async () => {
  const data = aCopy('restored')
  const file = join(folder, 'backup.db')
  await json(['backup', file], data)
  await refused(['backup', file], /已经存在/, data)
  await refused(['backup', join(folder, 'nowhere', 'b.db')], /没有 .*nowhere 这个文件夹/, data)
  const before = await json(['report', 'households', ...period], data)
  await json(['roster', 'import', 'tests/cases/rosters/clean.xlsx'], data)
  await json(['restore', file], data)
  expect(await json(['report', 'households', ...period], data)).toEqual(before)
  await refused(['restore', 'package.json'], /不是数据库备份/, data)
  await refused(['restore', 'nothing.db'], /没有这个备份/, data)
})

test('a backup is for its owner alone, and gives the same figures in an empty folder; only what needs the key asks for it', async () => {
  const file = join(folder, 'elsewhere.db')
  await json(['backup', file])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const data = join(folder, 'elsewhere')
  expect(await json(['restore', file], data)).toMatchObject({ kept: null, keyFits: false })
  expect(await json(['report', 'households', ...period], data)).toEqual(await json(['report', 'households', ...period]))
  await refused(['user', 'create', '--name', '某人', '--role', 'administrator', '--phone', '13700000001'], /secret\.key 不见了/, data)
  expect(existsSync(join(data, 'secret.key'))).toBe(false)
  cpSync(join(demo, 'secret.key'), join(data, 'secret.key'))
  expect(await json(['restore', file], data)).toMatchObject({ keyFits: true })
  expect(await json(['user', 'create', '--name', '某人', '--role', 'administrator', '--phone', '13700000001'], data)).toHaveProperty(
    'accountId',
  )
}, 240_000)

test('a backup is encrypted with the passphrase of a file, and comes back with it alone', async () => {
  const data = aCopy('encrypted')
  const file = join(folder, 'encrypted.db.age')
  await refused(['backup', file, '--encrypt'], /TIDUI_BACKUP_PASSPHRASE_FILE/, data)
  const passphrase = join(folder, 'passphrase')
  writeFileSync(passphrase, '茶叶 土豆 快递 直播\n')
  vi.stubEnv('TIDUI_BACKUP_PASSPHRASE_FILE', passphrase)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(await json(['backup', file, '--encrypt'], data)).toMatchObject({ encrypted: true, head: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await json(['restore', file], data)).toMatchObject({ keyFits: true, broken: null })
  vi.unstubAllEnvs()
  await refused(['restore', file], /这个备份是加密的/, data)
})

test('the key is changed by command, and everybody is known under the new one', async () => {
  const data = aCopy('rotated')
  expect(await json(['keys', 'rotate'], data)).toMatchObject({ sealed: { 'persons.id_number_sealed': expect.any(Number) } })
  expect(readFileSync(join(data, 'secret.key'), 'utf8').trim().split('\n')).toHaveLength(2)
  await refused(['user', 'create', '--name', '某人', '--role', 'administrator', '--phone', '19800000001'], /已有账号/, data)
  await refused(['keys', 'forget'], /账号的密码是用旧密钥存的/, data)
  expect(await json(['keys', 'forget', '--even-so'], data)).toEqual({ forgotten: 1 })
  expect(await json(['audit', 'verify'], data)).toMatchObject({ ok: true })
})

test('the audit trail and the classes are listed, the trail by person, day and kind', async () => {
  const { cohorts } = await json(['cohort', 'list'])
  expect((cohorts as unknown[]).length).toBeGreaterThanOrEqual(8)
  const first = (await json(['audit', 'list', '--limit', '5'])) as { entries: { sequence: number; actor: string }[]; next: number }
  expect(first.entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5])
  expect(((await json(['audit', 'list', '--after', String(first.next), '--limit', '1'])) as typeof first).entries[0]).toMatchObject({
    sequence: 6,
  })
  const reader = new Sqlite(join(demo, 'tidui.db'), { readonly: true })
  const { id, person } = reader.prepare('SELECT id, person_id AS person FROM enrolments LIMIT 1').get() as { id: string; person: string }
  reader.close()
  const ofPerson = (await json(['audit', 'list', '--person', person, '--limit', '10000'])) as {
    entries: { actor: string; lines: string[] }[]
  }
  expect(ofPerson.entries.length).toBeGreaterThan(1)
  expect(ofPerson.entries.some(({ lines }) => lines.some((line) => line.startsWith(`${id} `)))).toBe(true)
  expect(await json(['audit', 'list', '--from', '2030-01-01'])).toEqual({ entries: [], next: null })
  const kinds = (await json(['audit', 'list', '--kind', 'create account'])) as { entries: { why: string }[] }
  expect(new Set(kinds.entries.map(({ why }) => why))).toEqual(new Set(['create account']))
  await refused(['audit', 'list', '--person', 'nobody'], /没有编号/)
  await refused(['audit', 'list', '--limit', '0'], /1 到 10000/)
})

test('a key without its database is no empty site: reading, writing and serving are refused, restoring is not', async () => {
  const data = aCopy('lost')
  const file = join(folder, 'before-the-loss.db')
  await json(['backup', file], data)
  for (const part of ['', '-wal', '-shm']) rmSync(join(data, `tidui.db${part}`), { force: true })
  for (const words of [['migrate'], ['report', 'households', ...period], ['audit', 'verify'], ['backup', join(folder, 'x.db')]])
    await refused(words, /没有数据库.*restore/, data)
  const { status, stderr } = spawnSync(process.execPath, ['build/program/start.js'], {
    env: { ...process.env, TIDUI_DATA: data, PORT: '0' },
    encoding: 'utf8',
    timeout: 30_000,
  })
  expect([status, stderr.trim().split('\n').length]).toEqual([1, 1])
  expect(stderr).toContain('restore')
  expect(await json(['restore', file], data)).toMatchObject({ kept: null, keyFits: true })
})

test('a database or a backup of a newer version is left alone', async () => {
  const data = aCopy('newer')
  const raw = new Sqlite(join(data, 'tidui.db'))
  raw.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of the future', 99999999999999)")
  raw.close()
  await refused(['migrate', '--json'], /更新版本的程序/, data)
  await refused(['restore', join(data, 'tidui.db'), '--json'], /更新版本的程序/, join(folder, 'untouched'))
  expect(existsSync(join(folder, 'untouched/tidui.db'))).toBe(false)
})

test('the demo county is there whole or not at all, and leaves nothing beside it', () => {
  expect(existsSync(join(demo, 'demo-arriving'))).toBe(false)
})

test('a failure says what is wrong and nothing else, with --json too', async () => {
  await refused(
    ['report', 'households', '--from', '2019-07-31', '--to', '2019-01-01', '--json'],
    /^开始日期要在结束日期之前，或是同一天。$/m,
  )
  await refused(['roster', 'import', folder, '--json'], /文件夹/)
  await refused(['report', '--json'], /--help/)
  await refused(['migrate', '--json'], /不是文件夹|没有权限/, 'package.json')
})

test('the audit trail holds, and a change made behind its back is found', async () => {
  const data = aCopy('tampered')
  const { head } = await json(['audit', 'verify'], data)
  expect(await json(['audit', 'verify', '--head', String(head)], data)).toMatchObject({ ok: true, broken: null, head })
  expect((await tidui(['audit', 'verify', '--head', 'f'.repeat(64)], data)).code).toBe(1)
  const raw = new Sqlite(join(data, 'tidui.db'))
  raw.exec(
    "DROP TRIGGER workflow_events_no_update; UPDATE workflow_events SET event = json_set(event, '$.type', 'OTHER') WHERE sequence = 5",
  )
  raw.close()
  const { code, out } = await tidui(['audit', 'verify', '--json'], data)
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ ok: false })
})

test('shops are matched from a file', async () => {
  const file = join(folder, 'shops.json')
  writeFileSync(
    file,
    JSON.stringify({
      west: [
        { id: 'w1', prefers: ['e1'] },
        { id: 'w2', prefers: ['e1'] },
      ],
      east: [{ id: 'e1', capacity: 1, prefers: ['w2', 'w1'] }],
    }),
  )
  expect(await json(['match', file, '--seed', '3'])).toEqual({ pairs: [['w2', 'e1']], unmatched: ['w1'] })
  await refused(['match', file, '--seed', 'x'], /种子/)
  await refused(['match', folder], /给的是文件夹，不是文件。/)
  writeFileSync(file, '\ufeff{"west":[],"east":[]}')
  expect(await json(['match', file])).toEqual({ pairs: [], unmatched: [] })
  writeFileSync(file, '{"west":[{"id":"w1","prefers":["e9"]}],"east":[]}')
  await refused(['match', file], /w1 的 prefers 里有「e9」，但东部没有这家店。/)
})

test('a lost administrator gets a new link, by number or by id; accounts are listed, with who tried to sign in', async () => {
  const data = join(folder, 'lost-administrator')
  const { accountId } = await json(
    ['user', 'create', '--name', '田管理', '--role', 'administrator', '--phone', '13907264185', '--password-stdin'],
    data,
    '山上的茶叶香飘千万里\n',
  )
  expect(await json(['user', 'list'], data)).toMatchObject({
    accounts: [{ id: accountId, name: '田管理', hasSecret: true, hasSecondStep: false, grants: [{ role: 'administrator' }] }],
  })
  expect(await json(['user', 'reset', '--phone', '139 0726 4185', '--reason', '手机丢了'], data)).toMatchObject({
    accountId,
    slipPath: expect.stringMatching(/^\/s\//),
    expiresAt: expect.any(String),
  })
  expect(await json(['user', 'list'], data)).toMatchObject({ accounts: [{ hasSecret: false }] })
  expect((await tidui(['user', 'reset', '--account', String(accountId)], data)).out).toContain('已重置：田管理')
  await refused(['user', 'reset'], /--phone/, data)
  await refused(['user', 'reset', '--phone', '13700000001'], /没有找到这个账号/, data)
  await refused(['user', 'disable', '--phone', '13907264185'], /最后一个管理员/, data)
  expect(await json(['user', 'tries'], data)).toEqual({ tries: [] })
})

test('a password comes on standard input, never on the command line, where everybody on the machine could read it', async () => {
  const data = join(folder, 'passwords')
  const words = ['user', 'create', '--name', '田管理', '--role', 'administrator', '--phone', '13907264185']
  expect((await tidui([...words, '--password', '山上的茶叶香飘千万里'], data)).err).toMatch(/不认识这个选项：--password/)
  expect((await tidui([...words, '--password-stdin'], data)).err).toMatch(/没有密码/)
  expect((await tidui([...words, '--password-stdin'], data, 'a'.repeat(100_000))).err).toMatch(/太长/)
  expect((await tidui([...words, '--password-stdin'], data, '1234567890\n')).err).toMatch(/密码/)
  expect(await json([...words, '--password-stdin'], data, '山上的茶叶香飘千万里\r\nnot this')).toMatchObject({ slipPath: null })
})

test('whoever reads what is on record of others is on record too', async () => {
  const data = join(folder, 'read-records')
  for (const [name, phone] of [
    ['田干部', '13900007001'],
    ['王干部', '13900007002'],
  ] as const)
    await json(['user', 'create', '--name', name, '--role', 'official', '--region', '422826', '--phone', phone], data)
  await json(['audit', 'list', '--limit', '2'], data)
  await json(['audit', 'list', '--limit', '1'], data)
  await json(['user', 'tries'], data)
  const records = (await json(['access', 'list', '--kind', 'list', '--who', 'operator'], data)) as unknown as {
    what: string
    times: number
    rows: number
  }[]
  expect(records.map(({ what, times, rows }) => [what, times, rows])).toEqual(
    expect.arrayContaining([
      ['audit trail', 2, 2],
      ['sign-ins', 1, null],
    ]),
  )
  expect(await json(['access', 'list', '--who', 'operator'], data)).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: 'access records' })]),
  )
  expect(await json(['audit', 'verify'], data)).toMatchObject({ ok: true })
  vi.stubEnv('TIDUI_LOG', 'warn')
  onTestFinished(() => void vi.unstubAllEnvs())
  rmSync(join(data, 'secret.key')) // what is in clear is read all the same: that it was is not on record, and said
  const { code, out, err } = await tidui(['audit', 'list', '--limit', '1', '--json'], data)
  expect([code, (JSON.parse(out) as { entries: unknown[] }).entries.length]).toEqual([0, 1])
  expect(err).toContain('could not be recorded')
})

test('an installation of another programme knows its county, and shows no demo', async () => {
  vi.stubEnv('TIDUI_PROGRAMME', otherProgrammeFile)
  onTestFinished(() => void vi.unstubAllEnvs())
  const data = join(folder, 'another')
  await refused(['user', 'create', '--name', '某人', '--role', 'official'], /例如 522634 或 522634\d{3}。/, data)
  await json(['user', 'create', '--name', '某人', '--role', 'official', '--region', '522634', '--phone', '13900007003'], data)
  expect((await tidui(['report', 'households', ...period], data)).out).toMatch(/^雷山县 /)
  await refused(['demo'], /TIDUI_PROGRAMME/, join(folder, 'another demo'))
  vi.stubEnv('TIDUI_PROGRAMME', join(folder, 'none.json'))
  await refused(['user', 'list'], /读不到项目文件 .*none\.json/, data)
})

test('a new user gets a link on which to choose a password; what is missing is said', async () => {
  const data = aCopy('users')
  expect(
    await json(['user', 'create', '--name', '某人', '--role', 'official', '--region', '422826', '--phone', '13900007004'], data),
  ).toMatchObject({
    slipPath: expect.stringMatching(/^\/s\//),
  })
  await refused(['user', 'create', '--name', '某人', '--role', 'official'], /要指定地区：用 --region 写代码/, data)
  await refused(['user', 'create', '--name', '某讲师', '--role', '讲师'], /要有手机号，登录要用：用 --phone 写/, data)
  await json(['user', 'create', '--name', '某讲师', '--role', '讲师', '--phone', '13900007005'], data)
  await refused(['user', 'create', '--name', '某人', '--role', 'king'], /角色应是 管理员（administrator）、/, data)
})

test('a command that is none is refused with where to look', () => refused(['fly'], /--help/))

test('a course leaves as a ZIP or a folder and comes back the same', async () => {
  const data = aCopy('courses')
  expect(await json(['content', 'import', 'content', '--dry-run'], data)).toMatchObject({
    dryRun: true,
    courses: [{ outcome: 'published' }, { outcome: 'published' }, { outcome: 'published' }],
  })
  expect(await json(['content', 'import', 'content/entrepreneur/sell-tea-and-potatoes'], data)).toMatchObject({
    courses: [{ course: 'entrepreneur/sell-tea-and-potatoes', outcome: 'published', version: 1, problems: [] }],
  })
  const [zip, out] = [join(folder, 'course.zip'), join(folder, 'out')]
  expect(await json(['content', 'export', 'sell-tea-and-potatoes', zip, '--version', '1'], data)).toMatchObject({
    version: 1,
    path: zip,
    left: [],
  })
  await refused(['content', 'export', 'sell-tea-and-potatoes', zip], /已经存在/, data)
  await refused(['content', 'export', 'sell-tea-and-potatoes', out, '--version', 'x'], /整数/, data)
  expect(await json(['content', 'import', zip], data)).toMatchObject({ courses: [{ outcome: 'known', version: 1 }] })
  const { path } = await json(['content', 'export', 'entrepreneur/sell-tea-and-potatoes', out], data)
  expect(path).toBe(join(out, 'entrepreneur/sell-tea-and-potatoes'))
  for (const name of readdirSync(String(path)))
    expect(readFileSync(join(String(path), name)).equals(readFileSync(join('content/entrepreneur/sell-tea-and-potatoes', name)))).toBe(true)
  expect(await json(['content', 'check', out])).toMatchObject({ problems: [] })
  await refused(['content', 'export', 'no-such-course', join(folder, 'none.zip')], /没有/, data)
  await refused(['content', 'import', join(folder, 'nowhere')], /没有这个文件/, data)
  await refused(['content', 'import', 'docs'], /没有课程/, data)
})

test('lessons are searched as somebody: a trainee finds no question, an officer nothing', async () => {
  const trainee = await json(['search', '单号', '--as', '19900000119'])
  expect(trainee).toMatchObject({ all: true, waiting: 0 })
  const kinds = (found: Record<string, unknown>) => [...new Set((found.results as { kind: string }[]).map(({ kind }) => kind))]
  expect(kinds(trainee)).toContain('section')
  expect(kinds(trainee)).not.toContain('question')
  expect(trainee.results).toContainEqual(
    expect.objectContaining({ lesson: 'pack-and-ship', section: 's3', heading: '发货要快，单号要填', found: ['单号'] }),
  )
  expect(kinds(await json(['search', '单号', '--as', '19800000004']))).toContain('question')
  expect(await json(['search', '单号', '--as', '19800000003'])).toMatchObject({ results: [] })
  await refused(['search', '，', '--as', '19800000004'], /请写要找的字/)
  await refused(['search', '单号', '--as', 'nobody'], /账号/)
})
