// What stands for the bytes of a file: the same bytes are stored once, and are found again by it.
import { createHash } from 'node:crypto'

/** SHA-256 in hexadecimal digits. */
export const hashBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
