// The kinds of forms that phones send from their outbox, as in the hidden field `what`.

/** Of shop owners; `about` is the shop, round, pairing or message. */
export type OwnerFormKind = 'month' | 'shop' | 'person' | 'appeal' | 'wishes' | 'pairing' | 'report'

/** Of trainees; `about` is the task as `course/lesson/task`, of a question the course. */
export type TraineeFormKind = 'task' | 'ask'

/** Of officers on the way; `about` is the follow-up. */
export type OfficerFormKind = 'followUp'

export type PhoneFormKind = OwnerFormKind | TraineeFormKind | OfficerFormKind
