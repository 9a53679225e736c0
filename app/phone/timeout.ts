// Timeouts for work that may never finish: a phone's database can hang for ever.

/**
 * Returns the result of the work, or `otherwise` if it fails or takes longer than this number of milliseconds. Never
 * rejects.
 */
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
