// Chinese words of tasks.

export const verdictLabels = { accepted: '做到了', again: '再改改' } as const
