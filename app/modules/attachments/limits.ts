// How much may be sent along, the same on the server and on the phone.

/** Minutes of a recording. */
export const maxVoiceMinutes = 2
/** Bytes of a recording: two minutes as a phone's own recorder makes them. */
export const maxVoiceBytes = 2_500_000
/** Characters of the address of a shop or of goods. */
export const maxLinkLength = 500
/** Photographs and recordings of one account in a day. */
export const maxFilesADay = 60
/** Bytes of them. */
export const maxBytesADay = 30_000_000
