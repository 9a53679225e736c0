// A small made-up county in which somebody of each role exists twice: once with what is asked for in reach, once not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { createUser, issueSlips } from '#app/modules/accounts/accounts.server.ts'
import { createSession, loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { listOwnCertificates } from '#app/modules/certificates/certificates.server.ts'
import { enrolPersons, recordExamPassed, readCohort, stepCohort, takeAttendance } from '#app/modules/cohorts/cohorts.server.ts'
import { startOrResumeAttempt, planExam, submitAttempt } from '#app/modules/exams/exams.server.ts'
import { followUpWorkflow } from '#app/modules/follow-ups/follow-ups.server.ts'
import { advanceBySystem } from '#app/workflow/kernel.server.ts'
import { addPerson, ensureHousehold, joinHousehold, setRegistration } from '#app/modules/households/households.server.ts'
import { answerInquiries, askInquiry } from '#app/modules/inquiries/inquiries.server.ts'
import { acceptMatching, planRound, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { answerPairing, submitCheckIn, readPairing, reportMessage, sendMessage } from '#app/modules/pairings/pairings.server.ts'
import { recordFact, rateShop } from '#app/modules/ratings/ratings.server.ts'
import { addRemark, cameraLinks, createCourse, readFileView, studioMedia } from '#app/modules/studio/studio.server.ts'
import { registerShop, reportMonth, shopLists } from '#app/modules/shops/shops.server.ts'
import { aPicture } from '#tests/modules/shops/makers.ts'
import type { Programme } from '#app/programme/programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { handIn, listWaitingTasks, readWorkAtDesk } from '#app/modules/tasks/tasks.server.ts'
import { uploadRoster, previewRoster } from '#app/modules/rosters/rosters.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { followUps } from '#db/schema/follow-ups.ts'
import { anMp3 } from '#tests/media/makers.ts'
import { aCohort } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aPhotograph } from '#tests/media/makers.ts'

/** In this order the columns of the table stand. */
export const askers = [
  'nobody',
  'administrator',
  'coordinator',
  'officialHere',
  'officialAway',
  'officerHere',
  'officerAway',
  'instructorHere',
  'instructorAway',
  'mentorHere',
  'mentorAway',
  'ownerHere',
  'ownerAway',
  'traineeHere',
  'traineeAway',
] as const
export type Asker = (typeof askers)[number]

export interface County {
  site: TestSite
  cookieOf: Record<Asker, string>
  /** The accounts of the askers; nobody's is empty. */
  accountOf: Record<Asker, string>
  /** An account of a desk that nobody else needs. */
  spareAccountId: string
  cohortId: string
  cohortVersion: number
  courseVersionId: string
  /** A course that instructorHere begins to write, its lesson as it is, and a remark on it. */
  studioVersionId: string
  studioRevision: number
  studioRemarkId: string
  /** The end of the address of its author's phone. */
  cameraToken: string
  /** An instructor who does not write it. */
  studioColleagueId: string
  /** What traineeHere handed in for the course's task, with a recording. */
  taskWorkId: string
  taskWorkVersion: number
  attachmentId: string
  sessionId: string
  enrolmentId: string
  personId: string
  householdId: string
  examId: string
  attemptId: string
  /** Handed in and graded. */
  gradedAttemptId: string
  certificateId: string
  /** Of the person here, and due. */
  followUpId: string
  /** A question of traineeHere that waits, and a reply to another one that her class is shown. */
  inquiryId: string
  replyId: string
  /** Handed in by the officer here, and previewed. */
  rosterId: string
  slipCode: string
  /** The shops of mentorHere and ownerHere, one helping the other in the round that runs. */
  eastShopId: string
  westShopId: string
  pairingId: string
  /** That pairing's round: it runs. */
  roundId: string
  /** A round of the shops of mentorAway and ownerAway: it collects wishes. */
  collectingRoundId: string
  awayWestShopId: string
  awayEastShopId: string
  /** A list of shops with one new shop, handed in and not accepted. */
  shopImportId: string
  /** What ownerHere told of January. */
  resultId: string
  /** Of that shop, by confirmed facts. */
  ratingId: string
  /** A picture that ownerHere sent with a check-in. */
  shopFileId: string
  /** A message of mentorHere that ownerHere reported. */
  reportedMessageId: string
}

/** Where the county lies, and what is named after places in it. */
export interface Setting {
  programme: Programme
  /** Two townships of it. */
  here: string
  away: string
  /** Of two people who could not exist: sequence 000. */
  idNumbers: readonly [here: string, away: string]
  shops: { eastHere: string; westHere: string; eastAway: string; westAway: string }
  /** A township, as a list of shops names it. */
  township: string
}

const shippedSetting: Setting = {
  programme: loadProgramme(null),
  here: '422826100',
  away: '422826101',
  idNumbers: ['422826198405060002', '422826198405060003'],
  shops: { eastHere: '良渚茶铺', westHere: '唐崖茶坊', eastAway: '瓶窑干货', westAway: '坪坝土货' },
  township: '高乐山镇',
}

const operator: Viewer = {
  accountId: 'operator',
  personId: null,
  name: '运维',
  grants: [{ role: 'administrator', scope: { kind: 'everything' } }],
}

const kept = mkdtempSync(join(tmpdir(), 'tidui-access-'))
process.once('exit', () => rmSync(kept, { recursive: true, force: true })) // several files of tests share it
const contentFolder = join(kept, 'content')
const backupOf = ({ here }: Setting) => join(kept, `${here}.db`)
const made = new Map<Setting, Omit<County, 'site'>>()

/** The county as it was first made, in a database of its own. Today is 2019-03-04. */
export async function aCounty(setting: Setting = shippedSetting): Promise<County> {
  const { programme } = setting
  const first = made.get(setting) ?? (await makeCounty(setting))
  made.set(setting, first)
  return { ...first, site: await aSite({ contentFolder, programme, from: backupOf(setting) }) }
}

/** Makes everything through the doors, and keeps it. */
async function makeCounty(setting: Setting): Promise<Omit<County, 'site'>> {
  const { programme, here, away, idNumbers } = setting
  aCourse(contentFolder)
  const site = await aSite({ contentFolder, programme })
  const phones = Array.from({ length: 90 }, (_, nth) => `139000701${nth + 10}`).values()
  const account = async (name: string, role: string, where: { region?: string | undefined; cohort?: string } = {}) =>
    (await createUser(site, operator, { name, role, ...where, phone: phones.next().value! })).accountId

  const { id: cohortId } = await aCohort(site, { ...ofOneDay, number: 1, name: '测试班1', regionCode: here })
  const { id: cohortAway } = await aCohort(site, { ...ofOneDay, number: 2, name: '测试班2', regionCode: away })
  const personId = await aPerson(site, '王小兰', here, idNumbers[0])
  const personAway = await aPerson(site, '覃大山', away, idNumbers[1])
  await enrolPersons(site, operator, { cohortId, personIds: [personId] })
  await enrolPersons(site, operator, { cohortId: cohortAway, personIds: [personAway] })
  for (const id of [cohortId, cohortAway]) await start(site, id)

  const [cohort] = await site.read.select().from(cohorts).where(eq(cohorts.id, cohortId))
  const { courseVersionId } = cohort!
  const { version: cohortVersion } = await readCohort(site, operator, cohortId)
  const { examId, attemptId, gradedAttemptId } = await anExam(site, cohortId, personId)
  const { sessionId, enrolmentId, certificateId } = await aCertificate(site, cohortId, personId)
  const {
    slips: [slip],
  } = await site.write('operator', 'a slip', async (tx) =>
    issueSlips(tx, site, operator, { accountIds: [await accountOf(site, personAway)] }),
  )

  const ids: Record<Exclude<Asker, 'nobody'>, string> = {
    administrator: await account('田管理', 'administrator'),
    coordinator: await account('彭协调', 'coordinator'),
    officialHere: await account('李干部', 'official', { region: programme.west.county }),
    officialAway: await account('沈干部', 'official', { region: programme.east.counties[0] }),
    officerHere: await account('张专干', 'townshipOfficer', { region: here }),
    officerAway: await account('冉专干', 'townshipOfficer', { region: away }),
    instructorHere: await account('杨讲师', 'instructor', { cohort: cohortId }),
    instructorAway: await account('向讲师', 'instructor', { cohort: cohortAway }),
    mentorHere: await account('周导师', 'mentor'),
    mentorAway: await account('钱导师', 'mentor'),
    ownerHere: await account('秦店主', 'shopOwner'),
    ownerAway: await account('黄店主', 'shopOwner'),
    traineeHere: await accountOf(site, personId),
    traineeAway: await accountOf(site, personAway),
  }
  const cookieOf = { nobody: '' } as Record<Asker, string>
  for (const [asker, id] of Object.entries(ids)) cookieOf[asker as Asker] = (await createSession(site, id)).split(';')[0]!
  const householdId = await site.write('operator', 'a household', async (tx) => {
    const id = await ensureHousehold(tx, { number: 'D000001', regionCode: here })
    await joinHousehold(tx, { personId, householdId: id, relation: '户主', day: '2014-10-01' })
    await setRegistration(tx, { householdId: id, status: 'registered', day: '2014-10-01' })
    return id
  })
  const inquiries = await someInquiries(site, ids)
  const mentorship = await aMentorship(site, setting, ids)
  const studio = await aCourseInWork(site, ids.instructorHere)
  const task = await aTaskHandedIn(site, ids.traineeHere)
  const officer = (await loadViewer(site, ids.officerHere))!
  const rosterId = await uploadRoster(site, officer, {
    fileName: '花名册.csv',
    bytes: Buffer.from(`姓名,身份证号,联系电话\n王小兰,${idNumbers[0]},\n`),
    cohortId: null,
  })
  await previewRoster(site, officer, { importId: rosterId })
  const followUpId = await aFollowUp(site, enrolmentId)
  const spareAccountId = await account('临时工', 'official', { region: here })
  await site.backup(backupOf(setting))
  return {
    ...mentorship,
    ...inquiries,
    ...studio,
    ...task,
    studioColleagueId: ids.instructorAway,
    rosterId,
    householdId,
    cookieOf,
    accountOf: { nobody: '', ...ids },
    spareAccountId,
    cohortId,
    cohortVersion,
    courseVersionId,
    sessionId,
    enrolmentId,
    personId,
    examId,
    attemptId,
    gradedAttemptId,
    certificateId,
    followUpId,
    slipCode: slip!.code,
  }
}

/** The first follow-up of an enrolment that was completed, as if its day had come. */
async function aFollowUp(site: TestSite, enrolmentId: string): Promise<string> {
  await site.settle()
  const [first] = await site.read.select().from(followUps).where(eq(followUps.enrolmentId, enrolmentId)).orderBy(asc(followUps.ordinal))
  await site.write('system', 'its day comes', (tx) => advanceBySystem(tx, followUpWorkflow, { id: first!.id, event: { type: 'OPEN' } }))
  await site.settle()
  return first!.id
}

async function aTaskHandedIn(site: TestSite, traineeId: string) {
  const trainee = (await loadViewer(site, traineeId))!
  await handIn(site, trainee, { course: 'tea', lesson: 'first', task: 'pick', text: '采了一篮', link: '', voice: anMp3() })
  const { works } = await listWaitingTasks(site, operator)
  const { id: taskWorkId, version: taskWorkVersion, handedIn } = await readWorkAtDesk(site, operator, works[0]!.id)
  return { taskWorkId, taskWorkVersion, attachmentId: handedIn[0]!.voice!.id }
}

async function someInquiries(site: TestSite, { traineeHere, instructorHere }: Record<'traineeHere' | 'instructorHere', string>) {
  const [trainee, instructor] = [(await loadViewer(site, traineeHere))!, (await loadViewer(site, instructorHere))!]
  const ask = (text: string) => askInquiry(site, trainee, { course: 'tea', lesson: 'first', section: 's1', text, brought: {} })
  const [replyId] = await answerInquiries(site, instructor, {
    inquiryIds: [await ask('茶怎么晒？')],
    text: '在阴凉处。',
    shown: { question: '茶怎么晒？', pictureOf: null, voiceOf: null },
  })
  return { inquiryId: await ask('茶怎么装？'), replyId: replyId! }
}

async function aCourseInWork(site: TestSite, authorId: string) {
  const author = (await loadViewer(site, authorId))!
  const studioVersionId = await createCourse(site, author, { slug: 'pack-boxes', tier: 'entrepreneur', title: '打包' })
  const lesson = { versionId: studioVersionId, name: 'lesson-1.mdx' }
  const { sequence: studioRevision } = await readFileView(site, author, lesson)
  const studioRemarkId = await addRemark(site, author, { ...lesson, revision: studioRevision, block: 0, says: '课名再想想' })
  await studioMedia.addMedia(site, author, { versionId: studioVersionId, fileName: 'box.png', bytes: await aPhotograph(64, 'png') })
  const cameraToken = await cameraLinks.openCameraLink(site, author, studioVersionId)
  return { studioVersionId, studioRevision, studioRemarkId, cameraToken }
}

async function aMentorship(
  site: TestSite,
  { programme, here, away, shops, township }: Setting,
  ids: Record<'mentorHere' | 'mentorAway' | 'ownerHere' | 'ownerAway', string>,
) {
  const east = (name: string, ownerAccountId: string) =>
    registerShop(site, operator, {
      side: 'east',
      name,
      ownerAccountId,
      regionCode: programme.east.counties[0]!,
      platforms: ['taobao'],
      categories: ['drink.tea'],
      band: 4,
      staff: 20,
      willHelp: 2,
      teaches: ['photos'],
    })
  const west = (name: string, ownerAccountId: string, regionCode: string) =>
    registerShop(site, operator, {
      side: 'west',
      name,
      ownerAccountId,
      regionCode,
      platforms: ['taobao'],
      categories: ['drink.tea'],
      band: 1,
      staff: 3,
      registeredStaff: 1,
      startingSales: 2000,
      startingOrders: 20,
      needs: ['photos'],
    })
  const [eastShopId, westShopId] = [await east(shops.eastHere, ids.mentorHere), await west(shops.westHere, ids.ownerHere, here)]
  const [awayEastShopId, awayWestShopId] = [await east(shops.eastAway, ids.mentorAway), await west(shops.westAway, ids.ownerAway, away)]
  const until = '2019-03-20T00:00:00.000Z'
  const collectingRoundId = await planRound(site, operator, { name: '第二批', shopIds: [awayEastShopId, awayWestShopId] })
  await stepRound(site, operator, { roundId: collectingRoundId, version: 0, event: { type: 'OPEN_WISHES', until } })
  const roundId = await planRound(site, operator, { name: '第一批', shopIds: [eastShopId, westShopId] })
  await stepRound(site, operator, { roundId, version: 0, event: { type: 'OPEN_WISHES', until } })
  await stepRound(site, operator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  const [pairingId] = await acceptMatching(site, operator, { roundId, version: 2, expected: [[westShopId, eastShopId]] })
  for (const id of [ids.ownerHere, ids.mentorHere])
    await answerPairing(site, (await loadViewer(site, id))!, { pairingId: pairingId!, agrees: true })
  await site.settle()
  const owner = (await loadViewer(site, ids.ownerHere))!
  await submitCheckIn(site, owner, {
    pairingId: pairingId!,
    device: 'phone-0001',
    sequence: 1,
    contacted: false,
    picture: await aPicture(),
  })
  const shopFileId = (await readPairing(site, owner, { pairingId: pairingId! })).checkIns[0]!.pictureId!
  const reportedMessageId = await sendMessage(site, (await loadViewer(site, ids.mentorHere))!, {
    pairingId: pairingId!,
    device: 'phone-0002',
    sequence: 1,
    text: '先交代运营费。',
  })
  await reportMessage(site, owner, { messageId: reportedMessageId, reason: '要收钱才肯教' })
  const shopImportId = await shopLists.uploadShopList(site, operator, {
    fileName: '网店名录.csv',
    bytes: Buffer.from(`店名,店主,手机号,乡镇,主营\n山里腊味,谭腊梅,13900000001,${township},腊肉\n`),
  })
  const resultId = await reportMonth(site, owner, {
    shopId: westShopId,
    month: '2019-01',
    sales: '2500',
    orders: '26',
    employed: '3',
    employedRegistered: '1',
    boughtByEast: '0',
  })
  for (const words of ['抽检合格。', '标签齐全。', '包装合格。'])
    await recordFact(site, operator, { shopId: westShopId, kind: 'standardMet', happenedOn: '2019-02-01', words })
  const ratingId = await rateShop(site, operator, { shopId: westShopId })
  return {
    reportedMessageId,
    resultId,
    ratingId,
    shopImportId,
    shopFileId,
    eastShopId,
    westShopId,
    pairingId: pairingId!,
    roundId,
    collectingRoundId,
    awayWestShopId,
    awayEastShopId,
  }
}

const accountOf = async (site: TestSite, personId: string) =>
  (await site.read.select({ id: accounts.id }).from(accounts).where(eq(accounts.personId, personId)))[0]!.id

const aPerson = (site: TestSite, name: string, township: string, idNumber: string) =>
  site.write('operator', 'a person', (tx) =>
    addPerson(tx, site, { name, idNumber, birthday: '1984-05-06', sex: 'female', phone: null, regionCode: township }),
  )

const ofOneDay = { courseSlug: 'tea', place: '村委会', attendanceRequired: 80, days: ['2019-03-04'] }

async function start(site: TestSite, id: string) {
  for (const type of ['OPEN', 'START'])
    await stepCohort(site, operator, { id, version: (await readCohort(site, operator, id)).version, event: { type } })
  await site.settle()
}

/** The trainee has handed in once without an answer, and is sitting again. */
async function anExam(site: TestSite, cohortId: string, personId: string) {
  const examId = await planExam(site, operator, {
    cohortId,
    single: 4,
    multiple: 3,
    trueFalse: 3,
    minutes: 30,
    passMark: 60,
    attemptsAllowed: 3,
    opensOn: '2019-03-04',
    closesOn: '2019-03-05',
  })
  const trainee = (await loadViewer(site, await accountOf(site, personId)))!
  const gradedAttemptId = await startOrResumeAttempt(site, trainee, { examId })
  await submitAttempt(site, trainee, { attemptId: gradedAttemptId })
  await site.settle()
  return { examId, gradedAttemptId, attemptId: await startOrResumeAttempt(site, trainee, { examId }) }
}

async function aCertificate(site: TestSite, cohortId: string, personId: string) {
  const { sessions, trainees } = await readCohort(site, operator, cohortId)
  const sessionId = sessions[0]!.id
  const enrolmentId = trainees[0]!.enrolmentId
  await takeAttendance(site, operator, { sessionId, marks: [{ enrolmentId, mark: 'present', how: 'list' }] })
  await site.write('operator', 'the exam is passed', (tx) => recordExamPassed(tx, { enrolmentId }))
  await site.settle()
  const trainee = (await loadViewer(site, await accountOf(site, personId)))!
  return { sessionId, enrolmentId, certificateId: (await listOwnCertificates(site, trainee))[0]!.id }
}

/** Fills a folder with one short course. Its YAML files hold JSON, which is YAML too. */
function aCourse(root: string) {
  const folder = join(root, 'entrepreneur', 'tea')
  mkdirSync(folder, { recursive: true })
  const question = (kind: 'single' | 'multiple' | 'trueFalse', at: number) => ({
    id: `${kind.toLowerCase()}-${at}`,
    lesson: 'first',
    kind,
    text: `第 ${at} 道题怎么选？`,
    ...(kind === 'trueFalse' ? {} : { options: ['a', 'b', 'c'].map((key) => ({ key, text: `选项 ${key}` })) }),
    correct: kind === 'multiple' ? ['a', 'b'] : ['a'],
    explanation: '因为课文里这样讲。',
  })
  const questions = (['single', 'multiple', 'trueFalse'] as const).flatMap((kind) =>
    Array.from({ length: 5 }, (_, at) => question(kind, at)),
  )
  writeFileSync(
    join(folder, 'course.yaml'),
    JSON.stringify({
      title: '卖茶',
      summary: '把茶卖到网上。',
      hours: 6,
      lessons: ['first'],
      exam: { single: 4, multiple: 3, trueFalse: 3, minutes: 30, passMark: 60 },
    }),
  )
  writeFileSync(join(folder, 'questions.yaml'), JSON.stringify(questions))
  writeFileSync(join(folder, 'said.mp3'), anMp3())
  writeFileSync(join(folder, 'leaf.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 9 9 1"/></svg>')
  writeFileSync(
    join(folder, 'first.mdx'),
    '---\ntitle: 认识茶\nsummary: 认识自家的茶。\nminutes: 5\nobjectives: [认出好茶叶]\n---\n\n## 看叶子\n\n好茶看叶子。\n\n<Task id="pick" title="采一篮茶" points="一芽一叶；没有老梗" voice text>\n\n采一篮，说说采了多少。\n\n</Task>\n',
  )
}
