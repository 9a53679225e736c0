// The way from a thing to everything that was done to it, for those who may read the audit trail.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { paths } from './paths.ts'

export const TrailLink = ({ viewer, kind, id }: { viewer: Viewer; kind: string; id: string }) =>
  hasDuty(viewer, 'audit.see') ? (
    <ButtonLink kind="plain" href={paths.auditOf(kind, id)}>
      操作记录
    </ButtonLink>
  ) : null
