// What the page of one file does and asks for, as one name.
export * from './editing.server.ts'
export { handleFileForm } from './handle-file-form.server.ts'
export { readComponentGuide } from '../guide/guide.server.ts'
