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
  lesson: (course: string, lesson: string) => `/courses/${course}/${lesson}`,
  progress: () => '/progress',
  exam: (exam: string) => `/exams/${exam}`,
  attempt: (attempt: string) => `/attempts/${attempt}`,
  attemptResult: (attempt: string) => `/attempts/${attempt}/result`,
  attemptAnswers: (attempt: string) => `/attempts/${attempt}/answers`,
  certificate: (certificate: string) => `/certificates/${certificate}`,
  certificateRegister: (query: Record<string, string> = {}) => withQuery('/desk/certificates', query),
  certificatesWorkbook: (query: Record<string, string> = {}) => withQuery('/desk/certificates.xlsx', query),
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
  /** Receives any form of an owner from her phone. */
  sent: () => '/sent',
  /** The page of a picture or voice note, with its title and a way back. */
  shopFile: (file: string) => `/shop-files/${file}`,
  /** The picture or voice note itself. */
  shopFileContent: (file: string) => `/shop-files/${file}/content`,
  ratingRules: () => '/rating-rules',
  // at the desk
  desk: () => '/desk',
  search: () => '/desk/search',
  accounts: () => '/desk/accounts',
  /** `role`: the role that is chosen already, a query. */
  newAccount: (role?: string) => (role ? `/desk/accounts/new?role=${role}` : '/desk/accounts/new'),
  accountImport: () => '/desk/accounts/import',
  accountImportRefusals: () => '/desk/accounts/import/refusals.xlsx',
  accountAtDesk: (account: string) => `/desk/accounts/${account}`,
  /** A step that ends something for an account; `grant` for revoking a role. */
  accountStep: (account: string, step: 'disable' | 'enable' | 'reset' | 'revoke', grant?: string) =>
    `/desk/accounts/${account}/${step}${grant ? `?grant=${grant}` : ''}`,
  persons: () => '/desk/persons',
  person: (person: string) => `/desk/persons/${person}`,
  mendPerson: (person: string) => `/desk/persons/${person}/mend`,
  newPerson: ({ cohort }: { cohort?: string } = {}) => (cohort ? `/desk/persons/new?cohort=${cohort}` : '/desk/persons/new'),
  /** After somebody was to be added: she was, or is known already. */
  personAfter: (person: string, what: 'added' | 'known' | 'mended', cohort: string | null) =>
    `/desk/persons/${person}?${new URLSearchParams({ [what]: '', ...(cohort ? { cohort } : {}) })}`,
  households: () => '/desk/households',
  household: (household: string) => `/desk/households/${household}`,
  rosters: () => '/desk/rosters',
  roster: (roster: string) => `/desk/rosters/${roster}`,
  rosterTemplate: () => '/desk/rosters/template.xlsx',
  rosterDiscard: (roster: string) => `/desk/rosters/${roster}/discard`,
  rosterRefusals: (roster: string) => `/desk/rosters/${roster}/refusals.xlsx`,
  studio: () => '/desk/studio',
  newCourse: () => '/desk/studio/new',
  studioCourse: (course: string) => `/desk/studio/courses/${course}`,
  copyCourse: (course: string, version: string) => `/desk/studio/courses/${course}/copy?version=${version}`,
  studioVersion: (version: string) => `/desk/studio/versions/${version}`,
  studioStep: (version: string, step: string) => `/desk/studio/versions/${version}/steps/${step}`,
  studioCompare: (version: string, against?: string) => withQuery(`/desk/studio/versions/${version}/compare`, against ? { against } : {}),
  studioArchive: (version: string) => `/desk/studio/versions/${version}/archive.zip`,
  bringInCourse: () => '/desk/studio/bring-in',
  studioDocuments: (version: string) => `/desk/studio/versions/${version}/documents`,
  studioMedia: (version: string) => `/desk/studio/versions/${version}/media`,
  studioMediaFile: (version: string, name: string) => `/desk/studio/versions/${version}/media/${name}`,
  studioMediaEdit: (version: string, name: string) => `/desk/studio/versions/${version}/media/${name}/edit`,
  studioUpload: (version: string) => `/desk/studio/versions/${version}/upload`,
  camera: (token: string) => `/camera/${token}`,
  studioFile: (version: string, name: string) => `/desk/studio/versions/${version}/files/${name}`,
  cohorts: () => '/desk/cohorts',
  cohortsWorkbook: () => '/desk/cohorts.xlsx',
  cohort: (cohort: string) => `/desk/cohorts/${cohort}`,
  courseMove: (cohort: string, to?: string) => withQuery(`/desk/cohorts/${cohort}/course`, to ? { to } : {}),
  /** A part of a class's page. */
  cohortPart: (cohort: string, part: 'trainees' | 'leaving' | 'learning' | 'attendance' | 'certificates' | 'history') =>
    `/desk/cohorts/${cohort}/${part}`,
  traineesWorkbook: (cohort: string) => `/desk/cohorts/${cohort}/trainees.xlsx`,
  newCohort: () => '/desk/cohorts/new',
  cohortStep: (cohort: string, step: string) => `/desk/cohorts/${cohort}/steps/${step}`,
  cohortPlan: (cohort: string) => `/desk/cohorts/${cohort}/plan`,
  enrolment: (cohort: string) => `/desk/cohorts/${cohort}/enrolment`,
  attendance: (cohort: string, session: string) => `/desk/cohorts/${cohort}/sessions/${session}`,
  slips: (cohort: string) => `/desk/cohorts/${cohort}/slips`,
  results: (cohort: string) => `/desk/cohorts/${cohort}/results`,
  examPlan: (cohort: string) => `/desk/cohorts/${cohort}/exam`,
  studioFileContent: (version: string, name: string) => `/desk/studio/versions/${version}/files/${name}/content`,
  studioRevisions: (version: string, name: string, revision?: number) =>
    withQuery(`/desk/studio/versions/${version}/files/${name}/revisions`, revision === undefined ? {} : { at: `${revision}` }),
  clock: () => '/desk/clock',
  doubtfulPasses: () => '/desk/doubtful-passes',
  attemptAtDesk: (attempt: string) => `/desk/attempts/${attempt}`,
  householdReport: (query = '') => `/desk/reports/households${query}`,
  householdReportWorkbook: (query: string) => `/desk/reports/households.xlsx${query}`,
  /** Where whole ID numbers for the workbook are asked for. */
  wholeNumbers: (query: string) => `/desk/reports/households/whole-numbers${query}`,
  householdReportList: (list: string, query = '') => `/desk/reports/households/${list}${query}`,
  /** `query` identifies the report, with the leading `?`. */
  whyHousehold: (household: string, query: string) => `/desk/reports/households/why${query}&household=${household}`,
  shops: () => '/desk/shops',
  shop: (shop: string) => `/desk/shops/${shop}`,
  shopsExport: () => '/desk/shops.xlsx',
  shopSlips: () => '/desk/shops/slips',
  shopImports: () => '/desk/shop-imports',
  shopImport: (list: string) => `/desk/shop-imports/${list}`,
  shopImportTemplate: () => '/desk/shop-imports/template.xlsx',
  shopImportDiscard: (list: string) => `/desk/shop-imports/${list}/discard`,
  shopImportRefusals: (list: string) => `/desk/shop-imports/${list}/refusals.xlsx`,
  rounds: () => '/desk/rounds',
  round: (round: string) => `/desk/rounds/${round}`,
  /** The page of a step that ends something, which is done there. */
  roundStep: (round: string, step: string, about: Record<string, string> = {}) => withQuery(`/desk/rounds/${round}/${step}`, about),
  matching: (round: string) => `/desk/rounds/${round}/matching`,
  pairings: () => '/desk/pairings',
  pairingAtDesk: (pairing: string) => `/desk/pairings/${pairing}`,
  pairingsExport: (query = '') => `/desk/pairings.xlsx${query}`,
  pairingStep: (pairing: string, step: string) => `/desk/pairings/${pairing}/${step}`,
  shopRating: (shop: string) => `/desk/shops/${shop}/rating`,
  ratingStep: (shop: string, step: string, about: Record<string, string> = {}) => withQuery(`/desk/shops/${shop}/rating/${step}`, about),
  planTemplate: () => '/desk/plan-template',
  pairingReport: (query = '') => `/desk/reports/pairings${query}`,
  pairingReportList: (list: string, query = '') => `/desk/reports/pairings/${list}${query}`,
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
