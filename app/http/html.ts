// What React's renderer writes, as one text.

/**
 * React 18 writes through a fixed buffer, and where a letter of three bytes no longer fits it leaves the last one or two
 * bytes zero. Browsers show such a zero as a black diamond in the middle of a name, and a form sends it back as part of
 * it. Our pages hold no zeros of their own.
 */
export const htmlFrom = (pieces: readonly Buffer[]) => Buffer.concat(pieces).toString().replaceAll('\0', '')
