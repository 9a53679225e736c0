// Collects React's output into one text, and sets the headers that go with it.
import { hash } from 'node:crypto'

/**
 * React 18 writes through a fixed buffer; where a character of three bytes no longer fits, it leaves the last one or
 * two bytes zero. Browsers show such a zero as a black diamond in the middle of a name, and a form sends it back. Our
 * pages contain no zero bytes of their own.
 */
export const joinHtml = (pieces: readonly Buffer[]) => Buffer.concat(pieces).toString().replaceAll('\0', '')

/** Headers of every page: only its reader's browser may cache it, and must revalidate. */
export const pageHeaders = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-cache' }

/** Computes the ETag: a hash of the whole page. */
export const computeETag = (page: string | Buffer) => `W/"${hash('sha256', page, 'base64url').slice(0, 22)}"`
