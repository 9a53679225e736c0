// The ways this system says no. Whatever is not a Refusal is a fault, and is logged with a number.

export type RefusalStatus = 403 | 404 | 409 | 413 | 422 | 429 | 503

/** A no that a person can act on: one sentence in Chinese, and for a form the sentence of each field. */
export class Refusal extends Error {
  constructor(
    readonly status: RefusalStatus,
    message: string,
    readonly fields: Record<string, string[]> = {},
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/** 403: it is there and you may know it, but it is not yours to do. */
export const forbidden = (sentence = '您没有办理这件事的权限。需要办理，请联系县级管理员。') => new Refusal(403, sentence)

/** 404: it is not there, or it is not visible to you; the answer does not tell which. */
export const notFound = (what = '这一页') => new Refusal(404, `没有找到${what}。它可能已被移走，或不在您的范围内。`)

/** 409: somebody was quicker. */
export const stale = () => new Refusal(409, '您看的时候，别人刚改过。下面是最新的情况，请看过再办。')

/** 422: what was entered cannot be taken, with the reason for each field. */
export const invalidInput = (fields: Record<string, string[]>, sentence = '有的内容填得不对，请看红字。') =>
  new Refusal(422, sentence, fields)

/** 503: there is too much to do at this moment. Nothing was done; the same again in a moment will be. */
export const serverBusy = () => new Refusal(503, '现在同时办事的人太多，这一步没有存上。填的内容还在，请过半分钟再点一次。')

/** In how many seconds whoever is told so should come back: for the answer's Retry-After. */
export const retryAfterSeconds = '15'

/** What goes with a refusal: when to come back, where that helps. */
export const refusalHeaders = ({ status }: { status: number }): Record<string, string> =>
  status === 503 ? { 'Retry-After': retryAfterSeconds } : {}

/** 429: it is enough for now. */
export const tooManyRequests = (sentence: string) => new Refusal(429, sentence)
