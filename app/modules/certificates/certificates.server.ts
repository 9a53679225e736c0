// The door of certificates.
export {
  type CertificateContent,
  type CertificateStepView,
  correctCertificate,
  issueCertificate,
  readCertificateStep,
  replaceCertificate,
  revokeCertificate,
} from './commands.server.ts'
export {
  type CertificateRegister,
  listRegister,
  listSheetsOfCohort,
  listWholeRegister,
  type RegisteredCertificate,
} from './register.server.ts'
export { findCertificates, type FoundCertificate } from './find.server.ts'
export { certificateWorkflow } from './certificates.workflow.ts'
export {
  type CertificateFact,
  listCertificateFacts,
  findCertificateByCode,
  listCertificates,
  listCertificatesOfPerson,
  type CertificateView,
  listOwnCertificates,
  readCertificate,
  type Verification,
  verifyCertificate,
} from './queries.server.ts'
