// The system's time; after the machine's clock has jumped, the administrator confirms whether it is right.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { ClockHealth } from '#app/clock-guard.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'

export function ClockPage({ viewer, clock }: { viewer: Viewer; clock: ClockHealth }) {
  const [now, wall] = [formatMoment(new Date(clock.now)), formatMoment(new Date(clock.wall))]
  return (
    <DeskFrame viewer={viewer} at={paths.desk()} title="系统时间" crumbs={[{ href: paths.desk(), label: '工作台' }]}>
      {clock.ok ? (
        <Notice kind="good">系统和服务器的时间一致：{now}。</Notice>
      ) : (
        <>
          <Notice kind="bad">
            服务器的时间突然变了：它现在是 {wall}，按理应是 {now}。系统先按 {now} 往下走，收卷和登录都照常，没有人受影响。
          </Notice>
          <p>请对一对手机上的时间。</p>
          <ul>
            <li>{wall} 不对：请把服务器的时间调好。调好以后，这条提示自己消失。</li>
            <li>{wall} 是对的：点下面的按钮。从那时起系统按它走，到了时间的考试会收卷，过了期的登录会失效。</li>
          </ul>
          <PostForm>
            <Button kind="danger">{wall} 是对的，按它走</Button>
          </PostForm>
        </>
      )}
    </DeskFrame>
  )
}
