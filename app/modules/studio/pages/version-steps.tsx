// What can be done with a version now: what comes next is the main button.
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { VersionView } from '../queries.server.ts'
import type { VersionStepName } from '../studio-form.ts'
import { isInWork } from '../version.states.ts'

interface OfferedStep {
  step: VersionStepName
  label: string
  isMain: boolean
  isOffered: (version: VersionView) => boolean
}

const steps: readonly OfferedStep[] = [
  { step: 'submit', label: '送审', isMain: true, isOffered: ({ can }) => can.write && can.events.includes('SUBMIT') },
  { step: 'withdraw', label: '撤回来改', isMain: false, isOffered: ({ can, isMine }) => isMine && can.events.includes('WITHDRAW') },
  { step: 'changes', label: '请作者修改', isMain: false, isOffered: ({ can }) => can.review && can.events.includes('ASK_CHANGES') },
  { step: 'approve', label: '通过', isMain: true, isOffered: ({ can }) => can.approve && can.events.includes('APPROVE') },
  { step: 'reopen', label: '再改改', isMain: false, isOffered: ({ can, isMine }) => isMine && can.events.includes('REOPEN') },
  { step: 'publish', label: '发布', isMain: true, isOffered: ({ can }) => can.publish },
  { step: 'restore', label: '拿回来', isMain: false, isOffered: ({ can, isMine }) => isMine && can.events.includes('RESTORE') },
]

export function VersionSteps({ version }: { version: VersionView }) {
  return (
    <>
      {steps
        .filter(({ isOffered }) => isOffered(version))
        .map(({ step, label, isMain }) => (
          <ButtonLink key={step} {...(isMain ? {} : { kind: 'plain' as const })} href={paths.studioStep(version.id, step)}>
            {label}
          </ButtonLink>
        ))}
      {version.isMine && !isInWork(version.state) && (
        <PostForm>
          <Button name="do" value="begin" kind="plain">
            照这一版开新版
          </Button>
        </PostForm>
      )}
    </>
  )
}
