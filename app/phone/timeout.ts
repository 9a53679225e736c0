// Waiting for what may never answer: a phone's own database can hang for ever.

/** What the work gives, or `otherwise` when it fails or takes longer than so many milliseconds. Never rejects. */
export function withTimeout<R, O>(milliseconds: number, work: () => Promise<R>, otherwise: O): Promise<R | O> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), milliseconds)
    const done = (given: R | O) => {
      clearTimeout(timer)
      resolve(given)
    }
    try {
      work().then(done, () => done(otherwise))
    } catch {
      done(otherwise) // some browsers throw where they should reject
    }
  })
}
