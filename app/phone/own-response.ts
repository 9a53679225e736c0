// How the phone tells an answer of the server's own from what a hotel or a telephone company says in its place.

/** Every answer of the server carries it. */
export const ownResponseHeader = 'X-Tidui'
