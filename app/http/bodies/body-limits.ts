// How much may be sent to which address, and by whom: one table. A test holds every action to a line of it, and what
// stands in no line gets the least.
import type { Duty } from '#app/access/roles.ts'

const kilobytes = 1024
const megabytes = 1024 * 1024

export interface BodyKind {
  /** The most that is taken, in bytes. */
  bytes: number
  /** The most for a person to read. */
  most: string
  /** The most fields of a form. */
  fields: number
  /** Bodies of this kind that may be under way at the same time hold no more than so many bytes together; 0 where they are small. */
  together: number
  /** Seconds without a byte after which the connection is cut, and seconds for the whole body. */
  idle: number
  whole: number
  /** Whether the one who sends is a script that reads a sentence from JSON. */
  isScript?: boolean
}

/**
 * The kinds. A signal of 50 kbit/s with a gap of half a minute must be able to send a picture that its phone made small;
 * whoever is not known, or sends little, gets less patience. `lines` are forms with a few fields for each person of a
 * class, which may have 2,000. `short` is what somebody sends who need not be known: a few fields.
 */
export const bodyKinds = {
  short: { bytes: 64 * kilobytes, most: '64 KB（大约两万个字）', fields: 30, together: 0, idle: 15, whole: 60 },
  form: { bytes: 64 * kilobytes, most: '64 KB（大约两万个字）', fields: 2_000, together: 0, idle: 15, whole: 60 },
  lines: { bytes: 512 * kilobytes, most: '512 KB', fields: 10_000, together: 0, idle: 15, whole: 120 },
  json: { bytes: 256 * kilobytes, most: '256 KB', fields: 0, together: 0, idle: 15, whole: 60, isScript: true },
  media: { bytes: 14 * megabytes, most: '14 MB', fields: 2_000, together: 56 * megabytes, idle: 40, whole: 600 },
  mediaByScript: { bytes: 14 * megabytes, most: '14 MB', fields: 2_000, together: 56 * megabytes, idle: 40, whole: 600, isScript: true },
  sheet: { bytes: 31 * megabytes, most: '30 MB', fields: 2_000, together: 62 * megabytes, idle: 30, whole: 600 },
} satisfies Record<string, BodyKind>

/** Seconds that a large body waits for its turn. Nothing of it is read meanwhile, so that each `idle` must be longer, or it would be cut and not told. */
export const maxTurnSeconds = 25

export interface RouteLimit {
  kind: BodyKind
  /** Who may send at all, asked before a byte of it is read; the action asks again, and further. */
  who: 'anybody' | 'signedIn' | Duty
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
  '/exams/:exam': ['form', 'signedIn'],
  '/progress': ['json', 'signedIn'],
  // for shop owners
  '/sent': ['mediaByScript', 'signedIn'],
  '/pairings/:pairing': ['media', 'signedIn'],
  '/pairings/:pairing/check-in': ['media', 'signedIn'],
  '/pairings/:pairing/messages': ['media', 'signedIn'],
  '/pairings/:pairing/sent': ['mediaByScript', 'signedIn'],
  '/shop/:shop': ['form', 'signedIn'],
  '/shop/:shop/months': ['media', 'signedIn'],
  '/shop/:shop/people': ['form', 'signedIn'],
  '/shop/:shop/rating': ['form', 'signedIn'],
  '/wishes/:round/:shop': ['lines', 'signedIn'],
  // at the desk
  '/certificates/:certificate': ['form', 'signedIn'],
  '/desk/accounts': ['form', 'signedIn'],
  '/desk/clock': ['form', 'accounts.manage'],
  '/desk/cohorts': ['form', 'signedIn'],
  '/desk/cohorts/:cohort': ['form', 'signedIn'],
  '/desk/cohorts/:cohort/enrolment': ['lines', 'rosters.import'],
  '/desk/cohorts/:cohort/exam': ['form', 'signedIn'],
  '/desk/cohorts/:cohort/plan': ['form', 'signedIn'],
  '/desk/cohorts/:cohort/sessions/:session': ['lines', 'attendance.take'],
  '/desk/cohorts/:cohort/slips': ['lines', 'slips.issue'],
  '/desk/households/:household': ['form', 'signedIn'],
  '/desk/pairings/:pairing': ['form', 'signedIn'],
  '/desk/persons': ['form', 'signedIn'],
  '/desk/persons/:person': ['form', 'signedIn'],
  '/desk/plan-template': ['form', 'signedIn'],
  '/desk/reports/households/why': ['form', 'signedIn'],
  '/desk/rosters': ['sheet', 'rosters.import'],
  '/desk/rosters/:roster': ['form', 'signedIn'],
  '/desk/rounds': ['lines', 'pairings.coordinate'],
  '/desk/rounds/:round': ['form', 'signedIn'],
  '/desk/rounds/:round/matching': ['form', 'signedIn'],
  '/desk/shop-imports': ['sheet', 'pairings.coordinate'],
  '/desk/shop-imports/:list': ['form', 'signedIn'],
  '/desk/shops': ['form', 'signedIn'],
  '/desk/shops/slips': ['lines', 'pairings.coordinate'],
  '/desk/shops/:shop': ['form', 'signedIn'],
  '/desk/shops/:shop/rating': ['form', 'signedIn'],
}

/** The addresses of the table, as Remix prints them. */
export const limitedRoutes = Object.keys(routes)

const toPattern = (route: string) => new RegExp(`^${route.replaceAll(/\/:\w+\?/g, '(?:/[^/]+)?').replaceAll(/:\w+/g, '[^/]+')}$`)
// Of two that fit, the one with fewer parameters: `/desk/shops/slips` is no shop.
const table = Object.entries(routes)
  .map(([route, [kind, who]]) => ({
    pattern: toPattern(route),
    parameters: route.split(':').length,
    limit: { kind: bodyKinds[kind], who },
  }))
  .sort((one, other) => one.parameters - other.parameters)

const least: RouteLimit = { kind: bodyKinds.short, who: 'anybody' }

/** What may be sent to this address, given plainly (`normalisePath`). */
export const limitFor = (path: string): RouteLimit => table.find(({ pattern }) => pattern.test(path))?.limit ?? least

/** Whether a body is a form in parts, by its Content-Type as it was sent: no other can bring a file. */
export const isMultipart = (type: string | null | undefined) => /^multipart\/form-data/i.test(type ?? '')
