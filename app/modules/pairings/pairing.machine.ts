// The life cycle of a pairing: an eastern shop helping a western one. Deadlines are moments in the context; the system sends an event when
// one is reached, and the guard checks that it is.
import { and, assertEvent, assign, setup } from 'xstate'

export type Side = 'west' | 'east'
/** `unmet`: its time is over, and the two were never in touch. */
export type Ending = 'declined' | 'lapsed' | 'dissolved' | 'unmet'

export interface PairingContext {
  answerUntil: string
  westAcceptedAt: string | null
  eastAcceptedAt: string | null
  /** By when both sides must have reported a contact; moves on with each contact, and by the length of a pause. */
  contactDue: string | null
  /** How many contacts both sides reported. Also numbers the period that is open for check-ins. */
  contacts: number
  endsAt: string | null
  pausedAt: string | null
  pausedUntil: string | null
  evaluateUntil: string | null
  westAssessedAt: string | null
  eastAssessedAt: string | null
  /** How it ended early; kept when another pairing replaces it. */
  ending: Ending | null
  endedBy: Side | 'coordinator' | 'term' | null
  reason: string | null
  /** The pairing that replaced it. */
  replacedBy: string | null
  /** From where it was taken to its evaluation before its time; null if its time was over. */
  before: BeforeEvaluation | null
  /** What the coordinator noted last: “打过电话，周五答复”. */
  note: { words: string; at: string } | null
  /** The terms that held when it was proposed: it keeps them. */
  terms: PairingTerms
}

/** Days. */
export interface PairingTerms {
  /** For both sides to answer a proposed pairing. */
  answerDays: number
  /** Of the plan; then both sides assess the pairing. */
  pairingDays: number
  /** From one contact to the next. */
  checkInDays: number
  /** After the deadline of a check-in: first the township officer is told, then the pairing is at risk. */
  escalateAfterDays: number
  atRiskAfterDays: number
  assessmentDays: number
}

export type ReopenedState = 'alive.active.onTrack' | 'alive.active.nudged' | 'alive.active.escalated' | 'alive.atRisk' | 'paused'

/** What a pairing was when its evaluation was started, so that this can be undone. */
export interface BeforeEvaluation {
  state: ReopenedState
  /** Whether its whole round was evaluated, or this pairing alone. */
  by: 'round' | 'coordinator'
  at: string
  contactDue: string | null
  pausedAt: string | null
  pausedUntil: string | null
}

export interface PairingInput {
  at: string
  answerUntil: string
  /** The usual ones if left out. */
  terms?: PairingTerms
}

export type PairingEvent = { at: string } & (
  | { type: 'AGREE'; side: Side }
  | { type: 'DECLINE'; side: Side; reason: string }
  | { type: 'LAPSE' }
  | { type: 'CONTACT' }
  | { type: 'NUDGE' }
  | { type: 'ESCALATE' }
  | { type: 'ENDANGER' }
  | { type: 'PAUSE'; side: Side | 'coordinator'; reason: string; until: string }
  | { type: 'RESUME' }
  | { type: 'WAKE' }
  | { type: 'DISSOLVE'; side: Side | 'coordinator'; reason: string }
  | { type: 'EVALUATE'; by?: 'round' | 'coordinator' }
  | { type: 'REOPEN'; reason: string }
  | { type: 'NOTE'; words: string }
  | { type: 'TERM_ENDS' }
  | { type: 'ASSESS'; side: Side }
  | { type: 'ASSESSMENT_DUE' }
  | { type: 'REPLACE'; pairingId: string }
)

const day = 24 * 60 * 60 * 1000
/** The terms of a programme that says nothing else, and of pairings from before terms could be set. */
export const usualTerms: PairingTerms = {
  answerDays: 7,
  pairingDays: 90,
  checkInDays: 14,
  escalateAfterDays: 3,
  atRiskAfterDays: 7,
  assessmentDays: 14,
}

/** Adds days to a moment. */
export const addDaysTo = (moment: string, days: number) => new Date(Date.parse(moment) + days * day).toISOString()

/** Moves what is due by as long as nobody was asked for it: that neither makes anybody late nor excuses lateness. */
const movedBy = (moment: string | null, from: string, to: string) =>
  moment === null ? null : new Date(Date.parse(moment) + Date.parse(to) - Date.parse(from)).toISOString()

/** What was due when an evaluation began that is undone. In a pause nobody was asked either: its own end moves it. */
const afterReopening = ({ contactDue, pausedAt, at: from }: BeforeEvaluation, at: string) =>
  pausedAt === null ? movedBy(contactDue, from, at) : contactDue

/** What was due before a pause. Of pauses from before their beginning was kept nobody knows the length: they move nothing. */
const afterPause = ({ contactDue, pausedAt }: PairingContext, at: string) =>
  pausedAt === null ? contactDue : movedBy(contactDue, pausedAt, at)

/** Returns the moment at which the later of the two agreed; null if one has not. */
export const getBeginning = ({ westAcceptedAt, eastAcceptedAt }: Pick<PairingContext, 'westAcceptedAt' | 'eastAcceptedAt'>) =>
  westAcceptedAt === null || eastAcceptedAt === null ? null : westAcceptedAt > eastAcceptedAt ? westAcceptedAt : eastAcceptedAt

const never = '1970-01-01T00:00:00.000Z'
const isDue = (moment: string | null, at: string, days = 0) => moment !== null && at >= addDaysTo(moment, days)

/** When each side agreed or assessed: of the side that an event names, and of the other. */
function timesOf(event: PairingEvent, west: string | null, east: string | null) {
  assertEvent(event, ['AGREE', 'ASSESS'])
  return event.side === 'west' ? { own: west, other: east } : { own: east, other: west }
}
const agreements = (context: PairingContext, event: PairingEvent) => timesOf(event, context.westAcceptedAt, context.eastAcceptedAt)
const assessments = (context: PairingContext, event: PairingEvent) => timesOf(event, context.westAssessedAt, context.eastAssessedAt)

const pairingSetup = setup({
  types: { context: {} as PairingContext, input: {} as PairingInput, events: {} as PairingEvent },
  guards: {
    otherSideAgreed: ({ context, event }) => agreements(context, event).other !== null,
    hasNotAgreed: ({ context, event }) => agreements(context, event).own === null,
    isInTime: ({ context, event }) => event.at < context.answerUntil,
    answerIsDue: ({ context, event }) => isDue(context.answerUntil, event.at),
    contactIsDue: ({ context, event }) => isDue(context.contactDue, event.at),
    officerIsDue: ({ context, event }) => isDue(context.contactDue, event.at, context.terms.escalateAfterDays),
    riskIsDue: ({ context, event }) => isDue(context.contactDue, event.at, context.terms.atRiskAfterDays),
    isAhead: ({ context, event }) => {
      assertEvent(event, 'PAUSE')
      return event.until > event.at && !isDue(context.endsAt, event.until)
    },
    pauseIsOver: ({ context, event }) => isDue(context.pausedUntil, event.at),
    termIsOver: ({ context, event }) => isDue(context.endsAt, event.at),
    otherSideAssessed: ({ context, event }) => assessments(context, event).other !== null,
    hasNotAssessed: ({ context, event }) => assessments(context, event).own === null,
    wereEverInTouch: ({ context }) => context.contacts > 0,
    // An evaluation is undone only while the time is not over, and if nobody has assessed anything yet.
    canReopen: ({ context, event }) =>
      context.westAssessedAt === null && context.eastAssessedAt === null && !isDue(context.endsAt, event.at),
    cameFrom: ({ context }, state: ReopenedState) => context.before?.state === state,
    assessmentIsDue: ({ context, event }) => isDue(context.evaluateUntil, event.at),
  },
  actions: {
    noteAgreement: assign(({ event }) => {
      assertEvent(event, 'AGREE')
      return event.side === 'west' ? { westAcceptedAt: event.at } : { eastAcceptedAt: event.at }
    }),
    start: assign(({ context: { terms }, event }) => ({
      contactDue: addDaysTo(event.at, terms.checkInDays),
      endsAt: addDaysTo(event.at, terms.pairingDays),
    })),
    countContact: assign(({ context, event }) => ({
      contacts: context.contacts + 1,
      contactDue: addDaysTo(event.at, context.terms.checkInDays),
    })),
    waitAgain: assign(({ context, event }) => ({ contactDue: afterPause(context, event.at), pausedAt: null, pausedUntil: null })),
    notePause: assign(({ event }) => {
      assertEvent(event, 'PAUSE')
      return { pausedAt: event.at, pausedUntil: event.until, reason: event.reason }
    }),
    openAssessment: assign(({ context, event }) => ({
      evaluateUntil: addDaysTo(event.at, context.terms.assessmentDays),
      contactDue: null,
      pausedAt: null,
      pausedUntil: null,
    })),
    rememberBefore: assign(({ context, event }, state: ReopenedState) => {
      assertEvent(event, 'EVALUATE')
      const { contactDue, pausedAt, pausedUntil } = context
      return { before: { state, by: event.by ?? 'coordinator', at: event.at, contactDue, pausedAt, pausedUntil } }
    }),
    restore: assign(({ context: { before }, event }) =>
      before === null
        ? {}
        : {
            contactDue: afterReopening(before, event.at),
            pausedAt: before.pausedAt,
            pausedUntil: before.pausedUntil,
            evaluateUntil: null,
            before: null,
          },
    ),
    keepNote: assign(({ event }) => {
      assertEvent(event, 'NOTE')
      return { note: { words: event.words, at: event.at } }
    }),
    noteAssessment: assign(({ event }) => {
      assertEvent(event, 'ASSESS')
      return event.side === 'west' ? { westAssessedAt: event.at } : { eastAssessedAt: event.at }
    }),
    noteDecline: assign(({ event }) => {
      assertEvent(event, 'DECLINE')
      return { ending: 'declined' as const, endedBy: event.side, reason: event.reason }
    }),
    noteLapse: assign({ ending: 'lapsed' as const, endedBy: 'term' as const }),
    noteSilence: assign({ ending: 'unmet' as const, endedBy: 'term' as const }),
    noteDissolution: assign(({ event }) => {
      assertEvent(event, 'DISSOLVE')
      const { side, reason } = event
      return { ending: 'dissolved' as const, endedBy: side, reason, contactDue: null, pausedAt: null, pausedUntil: null }
    }),
    noteReplacement: assign(({ event }) => {
      assertEvent(event, 'REPLACE')
      return { replacedBy: event.pairingId }
    }),
    // effects: carried out by the server after the commit
    makePlan: () => {},
    tellRound: () => {},
  },
})

/** The coordinator may note something at any time, until all is over. */
const noting = { NOTE: { actions: 'keepNote' } } as const

const evaluationFrom = <State extends ReopenedState>(state: State) =>
  ({
    EVALUATE: { target: '#pairing.evaluating', actions: [{ type: 'rememberBefore', params: state }, 'openAssessment'] },
  }) as const

const reopeningTo = <State extends ReopenedState>(state: State) =>
  ({
    guard: and(['canReopen', { type: 'cameFrom', params: state }]),
    target: `#pairing.${state}`,
    actions: 'restore',
  }) as const

export const pairingMachine = pairingSetup.createMachine({
  id: 'pairing',
  context: ({ input }) => ({
    answerUntil: input?.answerUntil ?? never,
    westAcceptedAt: null,
    eastAcceptedAt: null,
    contactDue: null,
    contacts: 0,
    endsAt: null,
    pausedAt: null,
    pausedUntil: null,
    evaluateUntil: null,
    westAssessedAt: null,
    eastAssessedAt: null,
    ending: null,
    endedBy: null,
    reason: null,
    replacedBy: null,
    before: null,
    note: null,
    terms: input?.terms ?? usualTerms,
  }),
  initial: 'proposed',
  states: {
    proposed: {
      on: {
        AGREE: [
          {
            guard: and(['isInTime', 'hasNotAgreed', 'otherSideAgreed']),
            target: 'alive',
            actions: ['noteAgreement', 'start', 'makePlan', 'tellRound'],
          },
          { guard: and(['isInTime', 'hasNotAgreed']), actions: 'noteAgreement' },
        ],
        DECLINE: { guard: 'isInTime', target: 'declined', actions: ['noteDecline', 'tellRound'] },
        LAPSE: { guard: 'answerIsDue', target: 'lapsed', actions: ['noteLapse', 'tellRound'] },
        ...noting,
      },
    },
    alive: {
      initial: 'active',
      states: {
        active: {
          initial: 'onTrack',
          states: {
            onTrack: { on: { NUDGE: { guard: 'contactIsDue', target: 'nudged' }, ...evaluationFrom('alive.active.onTrack') } },
            nudged: { on: { ESCALATE: { guard: 'officerIsDue', target: 'escalated' }, ...evaluationFrom('alive.active.nudged') } },
            escalated: {
              on: { ENDANGER: { guard: 'riskIsDue', target: '#pairing.alive.atRisk' }, ...evaluationFrom('alive.active.escalated') },
            },
          },
        },
        atRisk: { on: evaluationFrom('alive.atRisk') },
      },
      on: {
        CONTACT: { target: '.active', actions: 'countContact' },
        PAUSE: { guard: 'isAhead', target: 'paused', actions: 'notePause' },
        DISSOLVE: { target: 'dissolved', actions: 'noteDissolution' },
        TERM_ENDS: { guard: 'termIsOver', target: 'evaluating', actions: 'openAssessment' },
        ...noting,
      },
    },
    paused: {
      on: {
        RESUME: { target: 'alive', actions: 'waitAgain' },
        WAKE: { guard: 'pauseIsOver', target: 'alive', actions: 'waitAgain' },
        DISSOLVE: { target: 'dissolved', actions: 'noteDissolution' },
        ...evaluationFrom('paused'),
        TERM_ENDS: { guard: 'termIsOver', target: 'evaluating', actions: 'openAssessment' },
        ...noting,
      },
    },
    evaluating: {
      on: {
        ASSESS: [
          { guard: and(['hasNotAssessed', 'otherSideAssessed']), target: 'completed', actions: 'noteAssessment' },
          { guard: 'hasNotAssessed', actions: 'noteAssessment' },
        ],
        ASSESSMENT_DUE: [
          { guard: and(['assessmentIsDue', 'wereEverInTouch']), target: 'completed' },
          { guard: 'assessmentIsDue', target: 'unmet', actions: 'noteSilence' },
        ],
        REOPEN: [
          reopeningTo('alive.active.onTrack'),
          reopeningTo('alive.active.nudged'),
          reopeningTo('alive.active.escalated'),
          reopeningTo('alive.atRisk'),
          reopeningTo('paused'),
        ],
        ...noting,
      },
    },
    completed: {},
    unmet: { on: { REPLACE: { target: 'rematched', actions: 'noteReplacement' }, ...noting } },
    declined: { on: { REPLACE: { target: 'rematched', actions: 'noteReplacement' }, ...noting } },
    lapsed: { on: { REPLACE: { target: 'rematched', actions: 'noteReplacement' }, ...noting } },
    dissolved: { on: { REPLACE: { target: 'rematched', actions: 'noteReplacement' }, ...noting } },
    rematched: {},
  },
})
