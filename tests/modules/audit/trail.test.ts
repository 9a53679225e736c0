// The trail at the desk: who sees which entries, what is told of them, and how they are found.
import { expect, onTestFinished, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { listAccess } from '#app/modules/access-log/access-log.server.ts'
import { exportTrail, indexTrail, readAccess, readTrailPage, type TrailEntry } from '#app/modules/audit/audit.server.ts'
import { type AuditQuery, auditHref, parseAuditQuery, type SubjectKind, toAuditParams } from '#app/modules/audit/audit-query.ts'
import { revokeCertificate } from '#app/modules/certificates/certificates.server.ts'
import { correctHousehold, unmask } from '#app/modules/households/households.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { auditEntries, auditIndex } from '#db/schema/audit.ts'
import { aCounty, type Asker, askers, type County } from '#tests/access/county.ts'
import { aClassWithATrainee, anAdmin, aViewer, mark, step } from '#tests/support/makers.ts'
import { listUndeclared, mostRowsOf, noteQueries, scansAmong } from '#tests/support/plans.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const asked = (params: Record<string, string> = {}): AuditQuery => parseAuditQuery(new URLSearchParams(params))
const read = async (site: TestSite, viewer: Viewer, params: Record<string, string> = {}) => readTrailPage(site, viewer, asked(params))
const official = aViewer('official', { kind: 'region', code: '422826' })
const elsewhere = aViewer('townshipOfficer', { kind: 'region', code: '422826101' })

/** All entries of a viewer, page by page. */
async function readAll(site: TestSite, viewer: Viewer, params: Record<string, string> = {}) {
  const entries: TrailEntry[] = []
  for (let query = asked(params); ;) {
    const page = await readTrailPage(site, viewer, query)
    entries.push(...page.entries)
    if (!page.next) return entries
    query = { ...query, before: page.next }
  }
}

const statusOf = (work: Promise<unknown>) => work.then(() => 200).catch((fault: { status?: number }) => fault.status)

/** Who may read the trail of which thing: the thing's own domain judges. In the order of `askers`, from the administrator on. */
const expected: Record<string, [kind: SubjectKind, id: (county: County) => string, answers: string]> = {
  //                                           admin coord. official  officer   instr.    mentor    owner     trainee
  //                                                        here away here away here away here away here away here away
  'the person': ['person', (c) => c.personId, '200  404  200  404  200  404  403  403  403  403  403  403  403  403'],
  'her household': ['household', (c) => c.householdId, '200  404  200  404  200  404  403  403  403  403  403  403  403  403'],
  'her class': ['cohort', (c) => c.cohortId, '200  404  200  404  200  404  403  403  403  403  403  403  403  403'],
  'her enrolment': ['enrolment', (c) => c.enrolmentId, '200  404  200  404  200  404  403  403  403  403  403  403  403  403'],
  'the exam': ['exam', (c) => c.examId, '200  404  200  404  200  404  403  403  403  403  403  403  403  403'],
  'her sheet': ['attempt', (c) => c.attemptId, '200  404  200  404  200  404  403  403  403  403  403  403  403  403'],
  'her certificate': ['certificate', (c) => c.certificateId, '200  404  200  404  200  404  403  403  403  403  403  403  403  403'],
  'a roster': ['roster', (c) => c.rosterId, '200  404  404  404  200  404  403  403  403  403  403  403  403  403'],
  'the western shop': ['shop', (c) => c.westShopId, '200  200  200  404  200  404  403  403  403  403  403  403  403  403'],
  'the eastern shop': ['shop', (c) => c.eastShopId, '200  200  404  404  404  404  403  403  403  403  403  403  403  403'],
  'the pairing': ['pairing', (c) => c.pairingId, '200  200  200  404  200  404  403  403  403  403  403  403  403  403'],
  'the round': ['round', (c) => c.roundId, '200  200  404  404  404  404  403  403  403  403  403  403  403  403'],
  'the rating': ['rating', (c) => c.ratingId, '200  200  200  404  200  404  403  403  403  403  403  403  403  403'],
  'a list of shops': ['shopImport', (c) => c.shopImportId, '200  200  404  404  404  404  403  403  403  403  403  403  403  403'],
  'an account of a desk': ['account', (c) => c.spareAccountId, '200  404  404  404  404  404  403  403  403  403  403  403  403  403'],
  'a trainee’s account': [
    'account',
    (c) => c.accountOf.traineeHere,
    '200  404  200  404  200  404  403  403  403  403  403  403  403  403',
  ],
  'an owner’s account': ['account', (c) => c.accountOf.ownerHere, '200  200  404  404  404  404  403  403  403  403  403  403  403  403'],
}

async function aKnownCounty() {
  const county = await aCounty()
  await indexTrail(county.site)
  const viewers = await Promise.all(
    askers.slice(1).map(async (asker): Promise<[Asker, Viewer]> => [asker, (await loadViewer(county.site, county.accountOf[asker]))!]),
  )
  return { county, viewers, site: county.site }
}

test('each role reads the trail of what it may see, and of nothing else', async () => {
  const { county, viewers } = await aKnownCounty()
  const found: Record<string, string> = {}
  for (const [name, [kind, id]] of Object.entries(expected)) {
    const answers: unknown[] = []
    for (const [, viewer] of viewers) answers.push(await statusOf(read(county.site, viewer, { about: `${kind}:${id(county)}` })))
    found[name] = answers.join('  ')
  }
  expect(found).toEqual(Object.fromEntries(Object.entries(expected).map(([name, [, , answers]]) => [name, answers])))
})

test('the administrator sees every entry, others no entry and no thing that they may not see', async () => {
  const { viewers, site } = await aKnownCounty()
  const seen: Partial<Record<Asker, number>> = {}
  for (const [asker, viewer] of viewers.slice(0, 6)) {
    const entries = await readAll(site, viewer)
    seen[asker] = entries.length
    const things = new Set(entries.flatMap(({ subjects }) => subjects.map(({ kind, id }) => `${kind}:${id}`)))
    for (const about of things) expect(await statusOf(read(site, viewer, { about })), `${asker} ${about}`).toBe(200)
    if (asker !== 'administrator') expect(entries.filter(({ subjects }) => subjects.length === 0)).toEqual([])
  }
  const { length } = (await site.read.select().from(auditIndex)).filter(({ isListed }) => isListed)
  expect(seen.administrator).toBe(length)
  expect(seen.officialHere).toBeGreaterThan(seen.officerHere!)
  expect(seen.officerHere).toBeGreaterThan(5)
  expect(seen.officerAway).toBeGreaterThan(2)
  expect(seen.coordinator).toBeGreaterThan(5)
  expect(seen.officialAway).toBe(1) // that her own account was opened
})

/** Adds newer entries about one thing, not chained: reading does not look at that. */
async function addEntries({ site }: County, count: number, about: string) {
  const database = new Sqlite(site.file)
  const insert = database.prepare(
    "INSERT INTO audit_entries (at, actor, why, lines, previous, hash) VALUES (?, 'operator', 'issue slips', ?, '', '')",
  )
  database.exec('BEGIN')
  for (let nth = 0; nth < count; nth++) insert.run(site.now().getTime() + nth * 1_000, JSON.stringify([`about ${about}`]))
  database.exec('COMMIT')
  database.close()
  await indexTrail(site)
}

test('whom little of thousands of entries concerns finds all of that on one page, and the database looks at little else', async () => {
  const { county, viewers, site } = await aKnownCounty()
  const atDesks = viewers.slice(1, 6)
  const before = new Map<Asker, number[]>()
  const sequencesOf = (entries: TrailEntry[]) => entries.map(({ sequence }) => sequence)
  for (const [asker, viewer] of atDesks) before.set(asker, sequencesOf(await readAll(site, viewer)))
  await addEntries(county, 2_500, county.accountOf.administrator)
  const queries = noteQueries()
  onTestFinished(queries.stop)
  for (const [asker, viewer] of atDesks) {
    expect(sequencesOf(await readAll(site, viewer)), asker).toEqual(before.get(asker))
    const first = await read(site, viewer)
    expect(sequencesOf(first.entries), asker).toEqual(before.get(asker)!.slice(0, 50))
    expect(first.isCut, asker).toBe(false)
    expect(await mostRowsOf(() => read(site, viewer)), asker).toBeLessThanOrEqual(1_000)
  }
  expect(listUndeclared(await scansAmong(queries.noted))).toEqual([])
})

test('whose an account is, the trail tells only to whoever sees something that it did', async () => {
  const { county, viewers, site } = await aKnownCounty()
  const { traineeHere } = county.accountOf
  const nameFor = async (asker: Asker, actor = traineeHere) =>
    (await read(site, viewers.find(([one]) => one === asker)![1], { actor })).actor?.name
  expect(await nameFor('officerAway')).toBe('这个账号')
  expect(await nameFor('administrator')).not.toBe('这个账号')
  expect(await nameFor('administrator', '__proto__')).toBe('没有这个账号')
})

test('no query of the trail goes through a whole table that grows', async () => {
  const queries = noteQueries()
  onTestFinished(queries.stop)
  const fresh = await aCounty()
  for (const viewer of [anAdmin, official])
    for (const params of [
      {},
      { view: 'undone' },
      { view: 'looks', from: '2019-01-01', to: '2019-12-31' },
      { about: `person:${fresh.personId}`, action: 'take attendance' },
      { actor: 'operator', kind: 'cohort', before: '1900000000000-9' },
      { action: 'sign in' },
    ])
      await read(fresh.site, viewer, params)
  await exportTrail(fresh.site, official, asked())
  expect(listUndeclared(await scansAmong(queries.noted))).toEqual([])
})

test('every entry is described once, also after a restart, and none is changed by it', async () => {
  const site = await aSite()
  await aClassWithATrainee(site)
  const entries = await site.read.$count(auditEntries)
  expect(await indexTrail(site)).toBe(entries)
  expect(await Promise.all([indexTrail(site), indexTrail(site)])).toEqual([0, 0])
  const again = await site.restart()
  expect(await indexTrail(again)).toBe(0)
  expect(await again.read.$count(auditIndex)).toBe(entries)
  expect(again.verify().fault).toBeNull()
})

test('an entry says who did what to whom, when, why, what was before and after, and its number in the ledger', async () => {
  const site = await aSite()
  const { cohortId, sessions, enrolmentId, personId } = await aClassWithATrainee(site)
  await mark(site, sessions[0]!, enrolmentId, 'absent')
  await mark(site, sessions[0]!, enrolmentId, 'present', '签到纸上有她，电话 13800000001')
  const { entries } = await read(site, official, { about: `cohort:${cohortId}` })
  const [corrected, taken] = entries.filter(({ label }) => label.includes('考勤'))
  expect(corrected).toMatchObject({
    actor: anAdmin.accountId,
    label: '改记过的考勤',
    class: 'exception',
    at: '2019-03-08T10:00:00.000Z',
    changes: expect.arrayContaining(['田小禾：缺课 → 到课']),
    reasons: ['签到纸上有她，电话 138…'],
    subjects: [{ kind: 'enrolment', name: '田小禾', href: `/desk/persons/${personId}` }], // her class is what it belongs to
  })
  expect(taken).toMatchObject({ label: '记考勤', class: 'plain' })
  const [row] = (await site.read.select().from(auditEntries)).filter(({ sequence }) => sequence === corrected!.sequence)
  expect(row!.why).toBe('correct attendance')
  const started = entries.find(({ label }) => label === '培训班：开班')
  expect(started!.changes[0]).toMatch(/报名中 → 开班$/)
  const ofPerson = await read(site, official, { about: `person:${personId}` })
  expect(ofPerson.entries.map(({ sequence }) => sequence)).toContain(corrected!.sequence)
})

test('what was undone or overridden stands on one list', async () => {
  const fresh = await aCounty()
  const { site } = fresh
  await revokeCertificate(site, anAdmin, { id: fresh.certificateId, version: 0, reason: '名字写错了' })
  await correctHousehold(site, anAdmin, {
    householdId: fresh.householdId,
    from: '2019-01-01',
    to: null,
    reason: '凭民政的材料',
    corrected: { kind: 'registration', status: 'lifted' },
  } as never)
  const { entries } = await read(site, anAdmin, { view: 'undone' })
  expect(entries.map(({ label }) => label)).toEqual(expect.arrayContaining(['撤销证书', '更正建档立卡状态']))
  expect(entries.every(({ class: of }) => of === 'exception')).toBe(true)
  const correction = entries.find(({ label }) => label === '更正建档立卡状态')!
  expect(correction.reasons).toEqual(['凭民政的材料'])
  // A household's status is sensitive: the trail says that it changed, and the household's own page to what.
  expect(JSON.stringify(correction)).not.toMatch(/脱贫|贫困户/)
  expect(entries.find(({ label }) => label === '撤销证书')!.reasons).toEqual(['名字写错了'])
})

test('a class that is cancelled by an event is on that list too', async () => {
  const site = await aSite()
  const { cohortId, personId } = await aClassWithATrainee(site)
  await step(site, cohortId, 'CANCEL')
  const { entries } = await read(site, official, { view: 'undone' })
  expect(entries.find(({ label }) => label === '培训班：取消')).toMatchObject({ reasons: ['教室漏水'] })
  expect((await read(site, official, { view: 'undone', about: `person:${personId}` })).entries).toMatchObject([
    { changes: ['田小禾：在学 → 班已取消'] },
  ])
})

test('who looked at which number, and why, stands on a list of its own, without the number', async () => {
  const fresh = await aCounty()
  const { site, personId } = fresh
  await unmask(site, anAdmin, { personId, field: 'idNumber', reason: '核对身份证 422826198405060002' })
  const page = await read(site, official, { view: 'looks' })
  expect(page.entries).toMatchObject([
    { label: '看身份证号', class: 'look', subjects: [{ kind: 'person', id: personId }], reasons: ['核对身份证 422…'] },
  ])
  expect((await read(site, elsewhere, { view: 'looks' })).entries).toEqual([])
  expect(JSON.stringify(page)).not.toContain('422826198405060002')
})

test('what happens every day is listed only when it is asked for', async () => {
  const { site, county } = await aKnownCounty()
  const all = await readAll(site, anAdmin)
  expect(all.filter(({ class: of }) => of === 'routine' || of === 'noise')).toEqual([])
  const signIns = await readAll(site, anAdmin, { action: 'sign in' })
  expect(signIns.length).toBeGreaterThan(5)
  expect(signIns.every(({ label }) => label === '登录')).toBe(true)
  // When a trainee signs in is not told to those who see her: only to the administrator.
  const signedIn = { about: `account:${county.accountOf.traineeHere}`, action: 'sign in' }
  expect([(await read(site, anAdmin, signedIn)).entries.length, (await read(site, official, signedIn)).entries.length]).toEqual([1, 0])
})

test('a list is turned page by page, by the entry: none is shown twice and none left out', async () => {
  const { site } = await aKnownCounty()
  const entries = await readAll(site, anAdmin)
  expect(entries.length).toBeGreaterThan(50)
  expect(new Set(entries.map(({ sequence }) => sequence)).size).toBe(entries.length)
  const moments = entries.map(({ at }) => at)
  expect([...moments].sort().reverse()).toEqual(moments)
})

test('filters go together, and those of a day take the day in China', async () => {
  const { site } = await aKnownCounty()
  expect((await readAll(site, anAdmin, { from: '2019-03-04', to: '2019-03-04' })).length).toBeGreaterThan(10)
  expect(await readAll(site, anAdmin, { to: '2019-03-03' })).toEqual([])
  const planned = await readAll(site, anAdmin, { kind: 'cohort', action: 'plan cohort' })
  expect(planned).toHaveLength(2)
  expect(await readAll(site, anAdmin, { action: 'plan cohort', actor: 'nobody' })).toEqual([])
})

test('any address is a valid question: what it says wrongly is left out', () => {
  const nothing = asked()
  for (const params of [
    { view: 'constructor' },
    { about: 'cohort:../../x' },
    { about: '__proto__:x' },
    { about: 'person' },
    { actor: "x' or 1=1" },
    { kind: 'toString' },
    { action: 'x'.repeat(101) },
    { action: 'a\u0000b' },
    { from: '2019-02-30', to: 'x' },
    { before: '-1-2' },
    { before: '9'.repeat(40) },
  ] as Record<string, string>[])
    expect(asked(params), JSON.stringify(params)).toEqual(nothing)
})

test('an action that nobody knows finds nothing, whatever letters it has', async () => {
  const { site } = await aKnownCounty()
  for (const action of ["' or 1=1 --", '%', '<script>']) expect((await read(site, anAdmin, { action })).entries).toEqual([])
})

test('an address says what it was made of', () => {
  const query = asked({
    view: 'undone',
    about: 'cohort:abc',
    actor: 'a-1',
    kind: 'person',
    action: 'round: REOPEN',
    from: '2019-01-02',
    to: '2019-02-03',
    before: '5-6',
  })
  expect(asked(toAuditParams(query))).toEqual(query)
  expect(asked(Object.fromEntries(new URLSearchParams(auditHref(query, { kind: null }))))).toEqual({ ...query, kind: null, before: null })
})

async function rowsOf(workbook: Uint8Array) {
  const rows: string[][] = []
  for await (const some of readSpreadsheet(Buffer.from(workbook))) rows.push(...some.map(({ cells }) => cells.map((cell) => cell.text)))
  return rows
}

test('the workbook holds what the page shows, says if it is cut, masks numbers, and is recorded as a download', async () => {
  const fresh = await aCounty()
  const { site, personId } = fresh
  await unmask(site, anAdmin, { personId, field: 'phone', reason: '打 13800000001 找她' })
  await indexTrail(site)
  const whole = await rowsOf(await exportTrail(site, official, asked({ about: `person:${personId}` })))
  const { entries } = await read(site, official, { about: `person:${personId}` })
  expect(whole.length).toBe(entries.length + 1)
  expect(JSON.stringify(whole)).toContain('打 138… 找她')
  expect(JSON.stringify(whole)).not.toContain('13800000001')
  const cut = await rowsOf(await exportTrail(site, anAdmin, asked(), { most: 3 }))
  expect(cut).toHaveLength(5)
  expect(JSON.stringify(cut.at(-1))).toContain('没有全部列出')
  expect((await listAccess(site, { kind: 'export', who: official.accountId })).map(({ what }) => what)).toEqual([
    `audit trail of person ${personId}`,
  ])
  await expect(exportTrail(site, elsewhere, asked({ about: `person:${personId}` }))).rejects.toMatchObject({ status: 404 })
})

test('reading the trail is recorded itself; lists and downloads are the administrator’s to read', async () => {
  const fresh = await aCounty()
  const { site, cohortId } = fresh
  await read(site, official, { about: `cohort:${cohortId}` })
  const records = await readAccess(site, anAdmin, asked({ view: 'lists' }))
  expect(records).toMatchObject([{ kind: '看名单', what: '操作记录：2019年第 1 期 测试班1', actor: official.accountId }])
  await expect(readAccess(site, official, asked({ view: 'lists' }))).rejects.toMatchObject({ status: 403 })
})
