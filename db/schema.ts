// All tables, for those who ask across domains.
export * from './schema/accounts.ts'
export * from './schema/audit.ts'
export * from './schema/certificates.ts'
export * from './schema/cohorts.ts'
export * from './schema/exams.ts'
export * from './schema/households.ts'
export * from './schema/learning.ts'
export * from './schema/workflow.ts'
