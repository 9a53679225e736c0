// What React's renderer writes, as one text.

/**
 * React 18 writes through a fixed buffer, and where a letter of three bytes no longer fits it leaves the last one or two
 * bytes zero. Browsers show such a zero as a black diamond in the middle of a name, and a form sends it back as part of
 * it. Our pages hold no zeros of their own.
 */
export const htmlFrom = (pieces: readonly Buffer[]) => Buffer.concat(pieces).toString().replaceAll('\0', '')

/**
 * The same page, whose scripts are fetched only once it is drawn (`wakeOnceDrawn` sees to it): on a bad line they would
 * take the room of what is to be read, and until they come each button is a plain form. Only attributes change: React
 * compares elements.
 */
export const drawnFirst = (html: string) => html.replaceAll('<link rel="modulepreload"', '<link rel="later"').replace(/(<script[^>]*) type="module" async=""/, '$1 type="later"')
