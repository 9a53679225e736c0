// Every URL of the product, in one place.

const withQuery = (path: string, query: Record<string, string>) =>
  Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`

export const paths = {
  home: () => '/',
  /** `ended` says why somebody who was signed in must sign in again. */
  signIn: (next?: string, ended?: 'idle' | 'whole') => {
    const query = new URLSearchParams({ ...(next ? { next } : {}), ...(ended ? { ended } : {}) }).toString()
    return query ? `/sign-in?${query}` : '/sign-in'
  },
  signInCode: (next?: string) => (next ? `/sign-in/code?next=${encodeURIComponent(next)}` : '/sign-in/code'),
  signOut: () => '/sign-out',
  slip: (code: string) => `/s/${code}`,
  setUp: (token: string) => `/set-up/${token}`,
  account: ({ slipThen }: { slipThen?: string } = {}) => (slipThen ? `/account?slipThen=${encodeURIComponent(slipThen)}` : '/account'),
  /** Where signing out leads: there the phone deletes its cached pages. */
  signedOut: () => '/sign-in?out',
  secondStep: () => '/account/second-step',
  textSize: () => '/text-size',
  // for trainees
  class: () => '/class',
  course: (course: string) => `/courses/${course}`,
  /** A photograph, sound or video of a course; `file` names it by its hash (app/media/media-file.ts). */
  media: (course: string, file: string) => `/media/${course}/${file}`,
  /** `section`: s1, s2 and so on. */
  lesson: (course: string, lesson: string, section: string | null = null) =>
    `/courses/${course}/${lesson}${section === null ? '' : `#${section}`}`,
  /** One task of a lesson: what was handed in, and what was said to it. */
  task: (course: string, lesson: string, task: string) => `/courses/${course}/${lesson}/tasks/${task}`,
  /** Where a trainee asks about a course; `section` is chosen already: s1, s2 and so on. */
  ask: (course: string, lesson?: string, section?: string) =>
    withQuery(`/ask/${course}`, lesson === undefined || section === undefined ? {} : { at: `${lesson}/${section}` }),
  /** A trainee's own questions. */
  ownInquiries: () => '/questions',
  lessonSearch: () => '/search',
  /** A photograph or recording that was sent along in a class. */
  attachment: (attachment: string) => `/attachments/${attachment}`,
  progress: () => '/progress',
  exam: (exam: string) => `/exams/${exam}`,
  attempt: (attempt: string) => `/attempts/${attempt}`,
  attemptResult: (attempt: string) => `/attempts/${attempt}/result`,
  attemptAnswers: (attempt: string) => `/attempts/${attempt}/answers`,
  certificate: (certificate: string) => `/certificates/${certificate}`,
  certificateRegister: (query: Record<string, string> = {}) => withQuery('/desk/certificates', query),
  certificatesWorkbook: () => '/desk/certificates.xlsx',
  /** The list on which holders sign for their certificates. */
  certificateHandout: (query: Record<string, string> = {}) => withQuery('/desk/certificates/handout', query),
  /** The certificates of a class, to print. */
  certificateSheets: (cohort: string, page = 1) =>
    withQuery('/desk/certificates/sheets', { cohort, ...(page > 1 ? { page: `${page}` } : {}) }),
  certificateStep: (certificate: string, step: string) => `/desk/certificates/${certificate}/${step}`,
  verify: (code?: string) => (code ? `/verify/${code}` : '/verify'),
  // for shop owners
  myShops: () => '/shop',
  myShop: (shop: string) => `/shop/${shop}`,
  myMonths: (shop: string) => `/shop/${shop}/months`,
  myPeople: (shop: string) => `/shop/${shop}/people`,
  myRating: (shop: string) => `/shop/${shop}/rating`,
  wishes: (round: string, shop: string) => `/wishes/${round}/${shop}`,
  pairing: (pairing: string) => `/pairings/${pairing}`,
  checkIn: (pairing: string) => `/pairings/${pairing}/check-in`,
  endPairing: (pairing: string) => `/pairings/${pairing}/end`,
  messages: (pairing: string) => `/pairings/${pairing}/messages`,
  /** Receives any form from a phone's outbox. */
  sent: () => '/sent',
  /** The page of a picture or voice note, with its title and a way back. */
  shopFile: (file: string) => `/shop-files/${file}`,
  /** The picture or voice note itself. */
  shopFileContent: (file: string) => `/shop-files/${file}/content`,
  ratingRules: () => '/rating-rules',
  // for officers on the way
  followUps: () => '/follow-ups',
  followUp: (followUp: string) => `/follow-ups/${followUp}`,
  // at the desk
  desk: () => '/desk',
  search: () => '/desk/search',
  searchWorkbook: () => '/desk/search.xlsx',
  accounts: () => '/desk/accounts',
  accountsWorkbook: () => '/desk/accounts.xlsx',
  /** `role`: the role that is chosen already, a query. */
  newAccount: (role?: string) => (role ? `/desk/accounts/new?role=${role}` : '/desk/accounts/new'),
  accountImport: () => '/desk/accounts/import',
  accountImportRefusals: () => '/desk/accounts/import/refusals.xlsx',
  accountAtDesk: (account: string) => `/desk/accounts/${account}`,
  /** A step that ends something for an account; `grant` for revoking a role. */
  accountStep: (account: string, step: 'disable' | 'enable' | 'reset' | 'revoke', grant?: string) =>
    `/desk/accounts/${account}/${step}${grant ? `?grant=${grant}` : ''}`,
  persons: () => '/desk/persons',
  personsWorkbook: () => '/desk/persons.xlsx',
  person: (person: string) => `/desk/persons/${person}`,
  mendPerson: (person: string) => `/desk/persons/${person}/mend`,
  newPerson: ({ cohort }: { cohort?: string } = {}) => (cohort ? `/desk/persons/new?cohort=${cohort}` : '/desk/persons/new'),
  /** After somebody was to be added: she was, or is known already. */
  personAfter: (person: string, what: 'added' | 'known' | 'mended', cohort: string | null) =>
    `/desk/persons/${person}?${new URLSearchParams({ [what]: '', ...(cohort ? { cohort } : {}) })}`,
  households: () => '/desk/households',
  householdsWorkbook: () => '/desk/households.xlsx',
  household: (household: string) => `/desk/households/${household}`,
  rosters: () => '/desk/rosters',
  roster: (roster: string) => `/desk/rosters/${roster}`,
  rostersWorkbook: () => '/desk/rosters.xlsx',
  rosterTemplate: () => '/desk/rosters/template.xlsx',
  rosterDiscard: (roster: string) => `/desk/rosters/${roster}/discard`,
  rosterRefusals: (roster: string) => `/desk/rosters/${roster}/refusals.xlsx`,
  studio: () => '/desk/studio',
  studioCoursesWorkbook: () => '/desk/studio/courses.xlsx',
  /** What lessons can hold, for those who write them. */
  lessonComponents: () => '/desk/studio/components',
  newCourse: () => '/desk/studio/new',
  studioCourse: (course: string) => `/desk/studio/courses/${course}`,
  copyCourse: (course: string, version: string) => `/desk/studio/courses/${course}/copy?version=${version}`,
  studioVersion: (version: string) => `/desk/studio/versions/${version}`,
  studioStep: (version: string, step: string) => `/desk/studio/versions/${version}/steps/${step}`,
  studioCompare: (version: string, against?: string) => withQuery(`/desk/studio/versions/${version}/compare`, against ? { against } : {}),
  studioQuestions: (version: string) => `/desk/studio/versions/${version}/questions`,
  /** One question by its id; `new` is one that is not there yet. */
  studioQuestion: (version: string, question: string, kind?: string) =>
    withQuery(`/desk/studio/versions/${version}/questions/${question}`, kind ? { kind } : {}),
  /** How a question looks that is being typed, and which are like it. */
  studioQuestionLook: (version: string, question: string) => `/desk/studio/versions/${version}/questions/${question}/look`,
  /** After a question was saved. */
  studioQuestionSaved: (version: string, question: string) => `/desk/studio/versions/${version}/questions?saved=${question}`,
  /** After questions were brought in. */
  studioQuestionsWorkbook: (version: string) => `/desk/studio/versions/${version}/questions.xlsx`,
  studioQuestionsBrought: (version: string) => `/desk/studio/versions/${version}/questions?brought`,
  bringQuestions: (course: string) => `/desk/studio/courses/${course}/questions`,
  questionTemplate: () => '/desk/studio/question-template.xlsx',
  studioQuestionFile: (version: string, format: string) => `/desk/studio/versions/${version}/question-files/${format}`,
  studioArchive: (version: string) => `/desk/studio/versions/${version}/archive.zip`,
  bringInCourse: () => '/desk/studio/bring-in',
  studioDocuments: (version: string) => `/desk/studio/versions/${version}/documents`,
  studioMedia: (version: string) => `/desk/studio/versions/${version}/media`,
  /** `at`: as it was in that revision. */
  studioMediaFile: (version: string, name: string, at?: number) =>
    withQuery(`/desk/studio/versions/${version}/media/${name}`, at === undefined ? {} : { at: `${at}` }),
  studioMediaEdit: (version: string, name: string) => `/desk/studio/versions/${version}/media/${name}/edit`,
  studioUpload: (version: string) => `/desk/studio/versions/${version}/upload`,
  camera: (token: string) => `/camera/${token}`,
  studioFile: (version: string, name: string) => `/desk/studio/versions/${version}/files/${name}`,
  cohorts: () => '/desk/cohorts',
  cohortsWorkbook: () => '/desk/cohorts.xlsx',
  cohort: (cohort: string) => `/desk/cohorts/${cohort}`,
  courseMove: (cohort: string, to?: string) => withQuery(`/desk/cohorts/${cohort}/course`, to ? { to } : {}),
  /** A part of a class's page. */
  cohortPart: (cohort: string, part: 'trainees' | 'learning' | 'progress' | 'attendance' | 'certificates' | 'history') =>
    `/desk/cohorts/${cohort}/${part}`,
  /** Questions of trainees that wait for an answer, of one class if it is given. */
  inquiries: (cohort?: string) => withQuery('/desk/inquiries', cohort === undefined ? {} : { cohort }),
  inquiriesWorkbook: () => '/desk/inquiries.xlsx',
  inquiry: (inquiry: string) => `/desk/inquiries/${inquiry}`,
  followUpList: (query: Record<string, string> = {}) => withQuery('/desk/follow-ups', query),
  followUpsWorkbook: () => '/desk/follow-ups.xlsx',
  followUpAtDesk: (followUp: string) => `/desk/follow-ups/${followUp}`,
  correctFollowUp: (followUp: string) => `/desk/follow-ups/${followUp}/correct`,
  replies: () => '/desk/replies',
  repliesWorkbook: () => '/desk/replies.xlsx',
  reply: (reply: string) => `/desk/replies/${reply}`,
  replyStep: (reply: string, step: string) => `/desk/replies/${reply}/${step}`,
  /** Where a trainee's phone number is asked for. */
  /** What is done with ticked trainees. */
  traineeStep: (cohort: string) => `/desk/cohorts/${cohort}/trainees/step`,
  callTrainee: (cohort: string, person: string) => `/desk/cohorts/${cohort}/people/${person}/call`,
  certificatesOfCohortWorkbook: (cohort: string) => `/desk/cohorts/${cohort}/certificates.xlsx`,
  traineesWorkbook: (cohort: string) => `/desk/cohorts/${cohort}/trainees.xlsx`,
  /** What was handed in and waits, in all of the viewer's classes or in one. */
  taskQueueWorkbook: () => '/desk/tasks.xlsx',
  taskQueue: (cohort?: string) => withQuery('/desk/tasks', cohort ? { cohort } : {}),
  taskWork: (work: string) => `/desk/tasks/${work}`,
  newCohort: () => '/desk/cohorts/new',
  cohortStep: (cohort: string, step: string) => `/desk/cohorts/${cohort}/steps/${step}`,
  /** For whom the class must wait before it can be closed. */
  waitingWorkbook: (cohort: string) => `/desk/cohorts/${cohort}/waiting.xlsx`,
  cohortPlan: (cohort: string) => `/desk/cohorts/${cohort}/plan`,
  enrolment: (cohort: string) => `/desk/cohorts/${cohort}/enrolment`,
  enrolmentWorkbook: (cohort: string) => `/desk/cohorts/${cohort}/enrolment.xlsx`,
  attendance: (cohort: string, session: string) => `/desk/cohorts/${cohort}/sessions/${session}`,
  attendanceWorkbook: (cohort: string, session: string) => `/desk/cohorts/${cohort}/sessions/${session}/marks.xlsx`,
  slips: (cohort: string) => `/desk/cohorts/${cohort}/slips`,
  slipsWorkbook: (cohort: string) => `/desk/cohorts/${cohort}/slips.xlsx`,
  results: (cohort: string) => `/desk/cohorts/${cohort}/results`,
  resultsWorkbook: (cohort: string) => `/desk/cohorts/${cohort}/results.xlsx`,
  examPlan: (cohort: string) => `/desk/cohorts/${cohort}/exam`,
  studioRevisions: (version: string, name: string, revision?: number) =>
    withQuery(`/desk/studio/versions/${version}/files/${name}/revisions`, revision === undefined ? {} : { at: `${revision}` }),
  clock: () => '/desk/clock',
  doubtfulPasses: () => '/desk/doubtful-passes',
  attemptAtDesk: (attempt: string) => `/desk/attempts/${attempt}`,
  /** The pipeline; `query` as `toPipelineAddress` makes it. */
  pipeline: (query = '') => `/desk/pipeline${query}`,
  pipelineList: (query = '') => `/desk/pipeline/people${query}`,
  pipelineListWorkbook: () => '/desk/pipeline/people.xlsx',
  personWay: (person: string) => `/desk/persons/${person}/way`,
  householdReport: (query = '') => `/desk/reports/households${query}`,
  householdReportWorkbook: (query: string) => `/desk/reports/households.xlsx${query}`,
  /** Where whole ID numbers for the workbook are asked for. */
  wholeNumbers: (query: string) => `/desk/reports/households/whole-numbers${query}`,
  householdReportList: (list: string, query = '') => `/desk/reports/households/${list}${query}`,
  householdReportListWorkbook: (list: string) => `/desk/reports/households/${list}/list.xlsx`,
  /** `query` identifies the report, with the leading `?`. */
  whyHousehold: (household: string, query: string) => `/desk/reports/households/why${query}&household=${household}`,
  shops: () => '/desk/shops',
  shop: (shop: string) => `/desk/shops/${shop}`,
  shopsWorkbook: () => '/desk/shops.xlsx',
  /** With the columns of an import; `query` is the state of the list, with the leading `?`. */
  shopRegisterWorkbook: (query: string) => `/desk/shops/register.xlsx${query === '?' ? '' : query}`,
  shopSlips: () => '/desk/shops/slips',
  shopSlipsWorkbook: () => '/desk/shops/slips.xlsx',
  shopImports: () => '/desk/shop-imports',
  shopImport: (list: string) => `/desk/shop-imports/${list}`,
  shopImportsWorkbook: () => '/desk/shop-imports.xlsx',
  shopImportTemplate: () => '/desk/shop-imports/template.xlsx',
  shopImportDiscard: (list: string) => `/desk/shop-imports/${list}/discard`,
  shopImportRefusals: (list: string) => `/desk/shop-imports/${list}/refusals.xlsx`,
  rounds: () => '/desk/rounds',
  round: (round: string) => `/desk/rounds/${round}`,
  /** The page of a step that ends something, which is done there. */
  roundStep: (round: string, step: string, about: Record<string, string> = {}) => withQuery(`/desk/rounds/${round}/${step}`, about),
  matching: (round: string) => `/desk/rounds/${round}/matching`,
  joiningShopsWorkbook: () => '/desk/rounds/shops.xlsx',
  roundListWorkbook: (round: string, list: string) => `/desk/rounds/${round}/${list}/list.xlsx`,
  pairings: () => '/desk/pairings',
  pairingAtDesk: (pairing: string) => `/desk/pairings/${pairing}`,
  pairingsExport: (query = '') => `/desk/pairings.xlsx${query}`,
  /** What waits in all pairings. */
  pairingErrandsWorkbook: (list: 'waiting' | 'to-confirm') => `/desk/pairings/errands/${list}/list.xlsx`,
  pairingStep: (pairing: string, step: string) => `/desk/pairings/${pairing}/${step}`,
  shopRating: (shop: string) => `/desk/shops/${shop}/rating`,
  ratingStep: (shop: string, step: string, about: Record<string, string> = {}) => withQuery(`/desk/shops/${shop}/rating/${step}`, about),
  planTemplate: () => '/desk/plan-template',
  pairingReport: (query = '') => `/desk/reports/pairings${query}`,
  pairingReportList: (list: string, query = '') => `/desk/reports/pairings/${list}${query}`,
  pairingReportListWorkbook: (list: string) => `/desk/reports/pairings/${list}/list.xlsx`,
  audit: (query = '') => `/desk/audit${query}`,
  auditWorkbook: () => '/desk/audit.xlsx',
  /** Everything that was done to one thing. */
  auditOf: (kind: string, id: string) => `/desk/audit?about=${kind}:${id}`,
  settings: () => '/desk/settings',
  workflows: () => '/desk/workflows',
  /** `at` is the workflow whose way is marked. */
  workflow: (kind: string, at?: string) => withQuery(`/desk/workflows/${kind}`, at === undefined ? {} : { at }),
} as const

/**
 * Returns a path on our own site, whatever was requested: never a URL elsewhere. Checks the final URL, because dots are
 * resolved (`/.//elsewhere` is `//elsewhere`, another site), and browsers drop control characters and treat a backslash
 * as a slash.
 */
export function toOwnPath(wanted: string | null | undefined, otherwise = '/') {
  if (!wanted || wanted.length > maxPathLength || !wanted.startsWith('/') || /[\\\p{Cc}\p{Cf}\p{Z}]/u.test(wanted)) return otherwise
  const here = 'http://here.invalid'
  if (!URL.canParse(wanted, here)) return otherwise
  const { origin, pathname, search } = new URL(wanted, here)
  return origin === here && !/^\/[/\\]|^\/%(2f|5c)/i.test(pathname) ? pathname + search : otherwise
}

const maxPathLength = 500
