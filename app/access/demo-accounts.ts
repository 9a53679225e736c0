// The demo's people, whose secrets everybody knows.

/** Whether an account may be used at all: a production server lets none of the demo's people in. */
export const canSignIn = ({ mode }: { mode?: string | undefined }, { isDemo }: { isDemo: boolean }) => !(isDemo && mode === 'production')
