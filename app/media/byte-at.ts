/** A byte of a file, 0 beyond its end: what is read there is checked like everything else. */
export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
