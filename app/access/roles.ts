// Who may do what, in one table. Every check of a duty is made here; no other code knows roles.

export const roles = [
  'administrator',
  'coordinator',
  'official',
  'townshipOfficer',
  'instructor',
  'mentor',
  'shopOwner',
  'trainee',
] as const
export type Role = (typeof roles)[number]

export type Scope = { kind: 'everything' } | { kind: 'region'; code: string } | { kind: 'cohort'; id: string } | { kind: 'own' }

export const roleLabels: Record<Role, string> = {
  administrator: '管理员',
  coordinator: '结对协调员',
  official: '人社干部',
  townshipOfficer: '乡镇专干',
  instructor: '讲师',
  mentor: '帮扶导师',
  shopOwner: '网店店主',
  trainee: '学员',
}

/** The kinds of scope that each role can be granted with. An instructor's own is nobody's class: it reaches nothing until there is one. */
export const roleScopes: Record<Role, Scope['kind'][]> = {
  administrator: ['everything'],
  coordinator: ['everything'],
  official: ['region'],
  townshipOfficer: ['region'],
  instructor: ['cohort', 'own'],
  mentor: ['own'],
  shopOwner: ['own'],
  trainee: ['own'],
}

/**
 * Each duty and the roles that have it. How far it reaches depends on the grant: a township officer's to the township,
 * an instructor's to the cohort, a trainee's to the trainee alone.
 */
export const duties = {
  'accounts.manage': ['administrator'],
  'slips.issue': ['administrator', 'townshipOfficer'],
  'persons.see': ['administrator', 'official', 'townshipOfficer', 'trainee'],
  'persons.unmask': ['administrator', 'townshipOfficer', 'official'],
  /** The phone number of a trainee, with a reason: who teaches her sees it too, and no other number. */
  'trainees.call': ['administrator', 'townshipOfficer', 'instructor'],
  'households.see': ['administrator', 'official', 'townshipOfficer'],
  'households.correct': ['administrator', 'townshipOfficer'],
  'rosters.import': ['administrator', 'townshipOfficer'],
  'cohorts.plan': ['administrator', 'townshipOfficer'],
  'cohorts.see': ['administrator', 'official', 'townshipOfficer', 'instructor'],
  'cohorts.run': ['administrator', 'instructor', 'townshipOfficer'],
  'cohorts.reopen': ['administrator'],
  'attendance.take': ['administrator', 'townshipOfficer', 'instructor'],
  'learning.see': ['administrator', 'townshipOfficer', 'instructor', 'trainee'],
  'learning.study': ['trainee'],
  /** How a class learns: where its trainees are, and where they are stuck. */
  'learning.follow': ['administrator', 'townshipOfficer', 'instructor'],
  /** To look at what trainees hand in and ask, and to answer them. */
  'learning.answer': ['administrator', 'instructor'],
  'exams.plan': ['administrator', 'instructor', 'townshipOfficer'],
  'exams.sit': ['trainee'],
  'results.see': ['administrator', 'official', 'townshipOfficer', 'instructor', 'trainee'],
  'certificates.see': ['administrator', 'official', 'townshipOfficer', 'instructor', 'trainee'],
  'certificates.list': ['administrator', 'official', 'townshipOfficer', 'instructor'],
  'certificates.revoke': ['administrator'],
  'reports.see': ['administrator', 'official', 'townshipOfficer'],
  'pairings.coordinate': ['administrator', 'coordinator'],
  'pairings.see': ['administrator', 'coordinator', 'official', 'townshipOfficer'],
  'courses.write': ['administrator', 'instructor'],
  'courses.administer': ['administrator'],
  'programme.set': ['administrator'],
  /** What should have happened by itself and has failed so far. */
  'workflows.mend': ['administrator'],
  'followUps.see': ['administrator', 'official', 'townshipOfficer'],
  /** To give them to whoever does them. */
  'followUps.assign': ['administrator', 'official', 'townshipOfficer'],
  /** To call or visit after a class, and to record what came of it. */
  'followUps.do': ['administrator', 'townshipOfficer'],
  'desk.search': ['administrator', 'coordinator', 'official', 'townshipOfficer', 'instructor'],
  'audit.see': ['administrator', 'coordinator', 'official', 'townshipOfficer'],
  'workflows.see': ['administrator', 'coordinator', 'official', 'townshipOfficer', 'instructor'],
} as const satisfies Record<string, readonly Role[]>

export type Duty = keyof typeof duties

/** Duties for what belongs to no region, no class and nobody: whoever has one has it everywhere. */
export const placelessDuties: readonly Duty[] = ['courses.write']
