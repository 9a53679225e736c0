// The door of attachments.
export { type Brought, prepareFiles, type PreparedFiles } from './prepare.server.ts'
export { closeToClass, giveTo, openToClass, storeFiles, takeBack } from './commands.server.ts'
export { areSameFiles, type AttachmentInfo, openAttachment, readAttachmentInfo } from './queries.server.ts'
export { canAnswerClass } from './policy.ts'
