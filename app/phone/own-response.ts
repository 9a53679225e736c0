// How the phone tells a response of our server from that of a hotel's or telephone company's network.

/** Every response of the server carries it. */
export const ownResponseHeader = 'X-Tidui'
