// The parts of the page of pairings that lines of the desk's home lead to.
export const deskSections = { waiting: 'waiting', toConfirm: 'to-confirm', reported: 'reported', appeals: 'appeals' } as const
