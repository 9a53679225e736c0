// The message for somebody who met a fault.

/** Formats the number, and what to do with it. */
export const formatFaultNumber = (number: number) => `故障编号 ${number}。请稍后再试；要是还不行，把编号告诉管理员。`
