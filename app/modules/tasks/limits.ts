// Limits of what is said in tasks.

/** Characters of what a trainee writes with it, and of an instructor's words. */
export const maxTaskText = 1_000
