// How much may be sent to which address, and by whom, in one table. A test asserts that every action has a line in it;
// addresses without a line get the smallest limit.
import type { Duty } from '#app/access/roles.ts'

const kilobytes = 1024
const megabytes = 1024 * 1024

export interface BodyKind {
  /** Maximum size in bytes. */
  bytes: number
  /** The maximum size in words, for people. */
  most: string
  /** Maximum number of fields of a form. */
  fields: number
  /** Maximum number of bytes of all bodies of this kind that are in progress at the same time; 0 if they are small. */
  together: number
  /** Seconds without a byte after which the connection is cut, and seconds for the whole body. */
  idle: number
  whole: number
  /** Whether the sender is a script that reads the message from JSON. Its page is still open. */
  isScript?: boolean
  /** What to do about a script's body that is too large. */
  shorten?: string
  /** The fields of a form that hold what a file has: they stay as they were sent, where all others are normalised. */
  verbatim?: RegExp
}

/**
 * The kinds of bodies. A connection of 50 kbit/s with a gap of half a minute must be able to send a picture that was
 * scaled down on the phone; unknown senders and small bodies get less time. `lines` are forms with a few fields for
 * each person of a class of up to 2,000, or with long texts: a Chinese character takes nine bytes (`tests/http/large-forms.test.ts` sends
 * each at its largest). `short` is a few fields from a sender who may be unknown.
 */
export const bodyKinds = {
  short: { bytes: 64 * kilobytes, most: '64 KB（大约两万个字）', fields: 30, together: 0, idle: 15, whole: 60 },
  form: { bytes: 64 * kilobytes, most: '64 KB（大约两万个字）', fields: 2_000, together: 0, idle: 15, whole: 60 },
  lines: { bytes: 512 * kilobytes, most: '512 KB', fields: 10_000, together: 0, idle: 15, whole: 120 },
  json: {
    bytes: 256 * kilobytes,
    most: '256 KB',
    fields: 0,
    together: 0,
    idle: 15,
    whole: 60,
    isScript: true,
    shorten: '请删短一些，再试一次。',
  },
  /** The page of a file: its text, the two texts of a conflict, and what findings are about, in the words of the text. */
  document: {
    bytes: 1 * megabytes,
    most: '1 MB（大约十万个字）',
    fields: 2_000,
    together: 0,
    idle: 15,
    whole: 120,
    verbatim: /^(content|parts|finding-\d+|takeBack|mend)$/,
  },
  documentByScript: {
    bytes: 1 * megabytes,
    most: '1 MB（大约三十万个字）',
    fields: 0,
    together: 0,
    idle: 15,
    whole: 120,
    isScript: true,
    shorten: '写的都还在这一页上。请删短一些，或分成两课，会自动再存。',
  },
  media: { bytes: 14 * megabytes, most: '14 MB', fields: 2_000, together: 56 * megabytes, idle: 40, whole: 600 },
  mediaByScript: {
    bytes: 14 * megabytes,
    most: '14 MB',
    fields: 2_000,
    together: 56 * megabytes,
    idle: 40,
    whole: 600,
    isScript: true,
    shorten: '请换小一点的文件，或分几次，再试一次。',
  },
  sheet: { bytes: 31 * megabytes, most: '30 MB', fields: 2_000, together: 62 * megabytes, idle: 30, whole: 600 },
} satisfies Record<string, BodyKind>

/**
 * Seconds that a large body waits for its turn. Nothing of it is read meanwhile, so each `idle` must be longer, or the
 * connection would be cut without an answer.
 */
export const maxTurnSeconds = 25

export interface RouteLimit {
  kind: BodyKind
  /**
   * Who may send at all, checked before any byte is read; the action makes its own, stricter checks. `camera`: whoever has an open address
   * for a phone's camera.
   */
  who: 'anybody' | 'signedIn' | 'camera' | Duty
}

const routes: Record<string, [keyof typeof bodyKinds, RouteLimit['who']]> = {
  '/sign-in': ['short', 'anybody'],
  '/sign-in/code': ['short', 'anybody'],
  '/sign-out': ['short', 'anybody'],
  '/text-size': ['short', 'anybody'],
  '/s/:code': ['short', 'anybody'],
  '/set-up/:token': ['short', 'anybody'],
  '/verify/:code?': ['short', 'anybody'],
  '/account': ['form', 'signedIn'],
  '/account/second-step': ['form', 'signedIn'],
  // for trainees
  '/attempts/:attempt': ['form', 'signedIn'],
  '/attempts/:attempt/answers': ['json', 'signedIn'],
  '/attempts/:attempt/result': ['form', 'signedIn'],
  '/courses/:course/:lesson': ['form', 'signedIn'],
  '/courses/:course/:lesson/tasks/:task': ['media', 'signedIn'],
  '/ask/:course': ['media', 'signedIn'],
  '/exams/:exam': ['form', 'signedIn'],
  '/progress': ['json', 'signedIn'],
  // for shop owners
  '/sent': ['mediaByScript', 'signedIn'],
  '/pairings/:pairing': ['media', 'signedIn'],
  '/pairings/:pairing/check-in': ['media', 'signedIn'],
  '/pairings/:pairing/end': ['form', 'signedIn'],
  '/pairings/:pairing/messages': ['media', 'signedIn'],
  '/pairings/:pairing/sent': ['mediaByScript', 'signedIn'],
  '/shop/:shop': ['form', 'signedIn'],
  '/shop/:shop/months': ['media', 'signedIn'],
  '/shop/:shop/people': ['form', 'signedIn'],
  '/shop/:shop/rating': ['form', 'signedIn'],
  '/wishes/:round/:shop': ['lines', 'signedIn'],
  // for officers on the way
  '/follow-ups/:followUp': ['form', 'followUps.see'],
  // at the desk
  '/desk/follow-ups': ['lines', 'followUps.assign'],
  '/desk/follow-ups/:followUp': ['form', 'followUps.see'],
  '/desk/follow-ups/:followUp/correct': ['form', 'followUps.do'],
  '/desk/studio/new': ['form', 'courses.write'],
  '/camera/:token': ['sheet', 'camera'],
  '/desk/studio/versions/:version/media': ['sheet', 'courses.write'],
  '/desk/studio/versions/:version/media/:name/edit': ['form', 'courses.write'],
  '/desk/studio/versions/:version/upload': ['mediaByScript', 'courses.write'],
  '/desk/studio/bring-in': ['sheet', 'courses.write'],
  '/desk/studio/versions/:version/documents': ['sheet', 'courses.write'],
  '/desk/studio/courses/:course': ['form', 'courses.write'],
  '/desk/studio/courses/:course/copy': ['form', 'courses.write'],
  '/desk/studio/courses/:course/questions': ['sheet', 'courses.write'],
  '/desk/studio/versions/:version': ['form', 'courses.write'],
  '/desk/studio/versions/:version/steps/:step': ['form', 'courses.write'],
  '/desk/studio/versions/:version/files/:name': ['document', 'courses.write'],
  '/desk/studio/versions/:version/files/:name/save': ['documentByScript', 'courses.write'],
  '/desk/studio/versions/:version/files/:name/preview': ['documentByScript', 'courses.write'],
  '/desk/studio/versions/:version/files/:name/paste': ['mediaByScript', 'courses.write'],
  '/desk/studio/versions/:version/files/:name/remarks': ['json', 'courses.write'],
  '/desk/studio/versions/:version/files/:name/revisions': ['form', 'courses.write'],
  '/desk/studio/versions/:version/questions': ['lines', 'courses.write'],
  '/desk/studio/versions/:version/questions/:question': ['form', 'courses.write'],
  '/desk/studio/versions/:version/questions/:question/look': ['json', 'courses.write'],
  '/desk/studio/versions/:version/compare': ['form', 'courses.write'],
  '/desk/accounts': ['form', 'accounts.manage'],
  '/desk/accounts.xlsx': ['form', 'accounts.manage'],
  '/desk/accounts/new': ['form', 'accounts.manage'],
  '/desk/accounts/import': ['sheet', 'accounts.manage'],
  '/desk/accounts/import/refusals.xlsx': ['lines', 'accounts.manage'],
  '/desk/accounts/:account': ['form', 'accounts.manage'],
  '/desk/accounts/:account/:step': ['form', 'accounts.manage'],
  '/desk/tasks/:work': ['media', 'learning.answer'],
  '/desk/inquiries/:inquiry': ['media', 'learning.answer'],
  '/desk/replies/:reply': ['media', 'learning.answer'],
  '/desk/replies/:reply/:step': ['form', 'learning.answer'],
  '/desk/certificates': ['form', 'certificates.list'],
  '/desk/certificates.xlsx': ['form', 'certificates.list'],
  '/desk/certificates/:certificate/:step': ['form', 'signedIn'],
  '/desk/clock': ['form', 'accounts.manage'],
  '/desk/cohorts/new': ['lines', 'signedIn'],
  '/desk/cohorts/:cohort': ['form', 'signedIn'],
  '/desk/cohorts/:cohort/course': ['form', 'courses.write'],
  '/desk/cohorts/:cohort/people/:person/call': ['form', 'trainees.call'],
  '/desk/cohorts/:cohort/enrolment': ['lines', 'rosters.import'],
  '/desk/cohorts/:cohort/enrolment.xlsx': ['lines', 'rosters.import'],
  '/desk/cohorts/:cohort/exam': ['lines', 'signedIn'],
  '/desk/cohorts/:cohort/plan': ['lines', 'signedIn'],
  '/desk/cohorts/:cohort/sessions/:session': ['lines', 'attendance.take'],
  '/desk/cohorts/:cohort/steps/:step': ['lines', 'signedIn'],
  '/desk/cohorts/:cohort/slips': ['lines', 'slips.issue'],
  '/desk/households/:household': ['form', 'signedIn'],
  '/desk/pairings/:pairing': ['form', 'signedIn'],
  '/desk/pairings/:pairing/:step': ['form', 'signedIn'],
  '/desk/persons': ['lines', 'signedIn'],
  '/desk/persons.xlsx': ['lines', 'signedIn'],
  '/desk/persons/new': ['form', 'rosters.import'],
  '/desk/persons/:person': ['form', 'signedIn'],
  '/desk/persons/:person/mend': ['form', 'households.correct'],
  '/desk/cohorts/:cohort/trainees': ['lines', 'cohorts.see'],
  '/desk/cohorts/:cohort/trainees/step': ['lines', 'cohorts.run'],
  '/desk/reports/households/whole-numbers': ['form', 'signedIn'],
  '/desk/plan-template': ['lines', 'signedIn'],
  '/desk/reports/households/why': ['form', 'signedIn'],
  '/desk/rosters': ['sheet', 'rosters.import'],
  '/desk/rosters/:roster': ['form', 'signedIn'],
  '/desk/rosters/:roster/discard': ['form', 'signedIn'],
  '/desk/rounds': ['lines', 'pairings.coordinate'],
  '/desk/rounds/:round': ['form', 'signedIn'],
  '/desk/rounds/:round/matching': ['lines', 'signedIn'],
  '/desk/rounds/:round/:step': ['form', 'signedIn'],
  '/desk/search': ['form', 'desk.search'],
  '/desk/search.xlsx': ['form', 'desk.search'],
  '/desk/settings': ['lines', 'programme.set'],
  '/desk/shop-imports': ['sheet', 'pairings.coordinate'],
  '/desk/shop-imports/:list': ['form', 'signedIn'],
  '/desk/shop-imports/:list/discard': ['form', 'signedIn'],
  '/desk/shops': ['form', 'signedIn'],
  '/desk/shops/slips': ['lines', 'pairings.coordinate'],
  '/desk/shops/:shop': ['form', 'signedIn'],
  '/desk/shops/:shop/rating': ['form', 'signedIn'],
  '/desk/shops/:shop/rating/:step': ['form', 'signedIn'],
}

/** The addresses of the table, as Remix prints them. */
export const limitedRoutes = Object.keys(routes)

const toPattern = (route: string) => new RegExp(`^${route.replaceAll(/\/:\w+\?/g, '(?:/[^/]+)?').replaceAll(/:\w+/g, '[^/]+')}$`)
// If two patterns match, the one with fewer parameters wins: `/desk/shops/slips` is not a shop.
const table = Object.entries(routes)
  .map(([route, [kind, who]]) => ({
    pattern: toPattern(route),
    parameters: route.split(':').length,
    limit: { kind: bodyKinds[kind], who },
  }))
  .sort((one, other) => one.parameters - other.parameters)

const least: RouteLimit = { kind: bodyKinds.short, who: 'anybody' }

/** Returns the limit of an address in its normal spelling (`normalisePath`). */
export const limitFor = (path: string): RouteLimit => table.find(({ pattern }) => pattern.test(path))?.limit ?? least

/** Whether a body is a multipart form, by its Content-Type: no other type can contain a file. */
export const isMultipart = (type: string | null | undefined) => /^multipart\/form-data/i.test(type ?? '')
