// The words of certificates on screen.

/** Where a certificate stands; the kernel's words are these. */
export const certificateStateLabels: Record<string, string> = { valid: '有效', replaced: '已换发', revoked: '已撤销' }
