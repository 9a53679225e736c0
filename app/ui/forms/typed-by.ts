// What is sent from a desk says for whose account its page was drawn: forms in a field, scripts in the address.

/** The name of the field, and of the parameter. */
export const typedByField = 'typedBy'
