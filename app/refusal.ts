// The ways in which the system refuses. Every other error is a fault, and is logged with a number.

export type RefusalStatus = 403 | 404 | 409 | 413 | 422 | 429 | 503

/** A refusal that a person can act on: one sentence in Chinese, and for a form the message of each field. */
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

/** 403: it exists and you may know it, but you may not do this. */
export const forbidden = (sentence = '您没有办理这件事的权限。需要办理，请联系县级管理员。') => new Refusal(403, sentence)

/** 404: it does not exist, or you may not see it; the answer does not tell which. */
export const notFound = (what = '这一页') => new Refusal(404, `没有找到${what}。它可能已被移走，或不在您的范围内。`)

/** 409: somebody else was faster; with who did what when, if that is known (`app/workflow/overtaken.server.ts`). */
export const stale = (deed: string | null = null) =>
  new Refusal(409, `您看的时候，别人刚改过${deed ? `：${deed}` : ''}。下面是最新的情况，请看过再办。`)

/** 422: the input is invalid, with the reason for each field. */
export const invalidInput = (fields: Record<string, string[]>, sentence = '有的内容填得不对，请看红字。') =>
  new Refusal(422, sentence, fields)

/** 503: the server is overloaded. Nothing was done; the same request will succeed in a moment. */
export const serverBusy = () => new Refusal(503, '现在同时办事的人太多，这一步没有存上。填的内容还在，请过半分钟再点一次。')

/** Seconds after which the client should retry: for the Retry-After header. */
export const retryAfterSeconds = '15'

/** What is said where there is room for one sentence: that of the first field, or its own. */
export const sentenceOf = ({ fields, message }: Refusal): string => Object.values(fields).flat()[0] ?? message

/** Returns the headers of a refusal: when to retry, if that helps. */
export const refusalHeaders = ({ status }: { status: number }): Record<string, string> =>
  status === 503 ? { 'Retry-After': retryAfterSeconds } : {}

/** 429: the limit is reached for now. */
export const tooManyRequests = (sentence: string) => new Refusal(429, sentence)
