// What React's renderer writes, as one text, and what is said of it as it goes out.
import { createHash } from 'node:crypto'

/**
 * React 18 writes through a fixed buffer, and where a letter of three bytes no longer fits it leaves the last one or two
 * bytes zero. Browsers show such a zero as a black diamond in the middle of a name, and a form sends it back as part of
 * it. Our pages hold no zeros of their own.
 */
export const joinHtml = (pieces: readonly Buffer[]) => Buffer.concat(pieces).toString().replaceAll('\0', '')

/** What every page says of itself: that its reader alone may keep it, and asks again whether it is still the same. */
export const pageHeaders = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-cache' }

/** By this a browser asks whether the page has changed: the hash of all of it. */
export const computeETag = (html: string) => `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`
