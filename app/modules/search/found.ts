// What the search of the desk finds, by kind.
import type { FoundCertificate } from '#app/modules/certificates/certificates.server.ts'
import type { FoundCohort, FoundTrainee } from '#app/modules/cohorts/cohorts.server.ts'
import type { FoundInRegister } from '#app/modules/households/types.ts'
import type { FoundPassage } from '#app/modules/lesson-search/lesson-search.server.ts'
import type { PairingLine } from '#app/modules/pairings/pairing-line.ts'
import type { FoundShop } from '#app/modules/shops/shops.server.ts'
import type { FoundCourse } from '#app/modules/studio/studio.server.ts'

/** Results of one kind: the first few, and whether they are all. */
interface Found<Row> {
  rows: Row[]
  isAll: boolean
}

export interface DeskSearch extends FoundInRegister {
  /** People of the classes that the viewer teaches, if the register is not theirs to see. */
  trainees: Found<FoundTrainee>
  cohorts: Found<FoundCohort>
  courses: Found<FoundCourse>
  /** Lessons, sections, words and questions. */
  passages: Found<FoundPassage>
  certificates: Found<FoundCertificate>
  shops: Found<FoundShop>
  pairings: Found<PairingLine & { why: string[] }>
}
