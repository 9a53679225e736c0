// Files that are refused, each with one sentence for the person who brought it.
import { Refusal } from '#app/refusal.ts'

/** 422: this file cannot be a photograph, sound or video of a course; the sentence says why and what to do. */
export class UnfitMedia extends Refusal {
  constructor(sentence: string) {
    super(422, sentence)
    this.name = 'UnfitMedia'
  }
}

/** Formats a size for messages. */
export const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1)} MB`
