/** Labels of a certificate's states, in the terms of the state machine. */
export const certificateStateLabels: Record<string, string> = { valid: '有效', replaced: '已换发', revoked: '已撤销' }
