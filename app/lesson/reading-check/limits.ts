// What the reading check measures, and how much is too much: docs/reading-check.md explains each figure.

/** For whom a lesson is written: those who learn to sell, or those who work in an office. */
export type Readers = 'villagers' | 'officials'

export const readingLimits = {
  /** Characters of a higher rank are named one by one. */
  knownRank: 3_500,
  /** Characters of a higher rank are counted. */
  easyRank: 2_500,
  /** Their share in a lesson, in per cent of its Chinese characters. */
  uncommonPercent: 2.5,
  /** Shares and means of a shorter text say nothing. */
  minCharacters: 200,
  minSentences: 8,
  /** 字 of one sentence: a Chinese character, a number, or a word in Latin letters counts one. */
  sentence: { villagers: 30, officials: 38 },
  meanSentence: { villagers: 13, officials: 16 },
  /** 字 of one step. */
  step: 40,
  /** Sentences of one step: what to do, and why. */
  stepSentences: 2,
  /** Screens of 360×740 that a section takes. */
  screens: 2,
  /** 字 that say what a picture shows. */
  pictureLabel: 6,
  /** 字 of a transcript. */
  transcript: 10,
  /** What all pictures of a lesson weigh on a phone, in bytes. */
  pictureBytes: 160_000,
  /** Findings of one lesson that are reported. */
  findings: 200,
} as const
