/** Days before its day from which a follow-up is on the list: whoever is in the village anyway asks then. */
export const leadDays = 7
