// Bytes of files as they are looked at.

/** A byte of a file, 0 beyond its end: what is read there is checked like everything else. */
export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0

/** Whether a file has these signs, a byte each, at a place. */
export const hasSignature = (bytes: Buffer, signs: string, at = 0) => bytes.toString('latin1', at, at + signs.length) === signs

/** The same bytes, not a copy of them. */
export const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
