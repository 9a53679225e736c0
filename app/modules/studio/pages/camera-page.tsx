// On a phone: sending photographs to a course. Whoever scanned the code is not signed in and sees nothing else.
import { Form } from '@remix-run/react'
import { formatTerm } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { CameraPageView } from '../media/camera-links.server.ts'

export function CameraPage({
  link: { title, expiresAt, received },
  sent,
  refused,
}: {
  link: CameraPageView
  sent: number
  refused: Refused | null
}) {
  return (
    <PhonePage title="传照片">
      <h1>{`给《${title}》传照片`}</h1>
      <ErrorSummary refused={refused?.refused} />
      {sent > 0 && !refused && (
        <Notice kind="good">
          <p>{`收到了 ${sent} 张，在电脑上看得到了。可以接着传。`}</p>
        </Notice>
      )}
      <Form method="post" encType="multipart/form-data" className="stack">
        <Field
          label="照片"
          hint="可以现拍，也可以从相册里选几张。一次最多 30 MB"
          name="file"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          required
          errors={refused?.refused.fields.file}
        />
        <Button>发送</Button>
        <p className="small soft">{`${received > 0 ? `一共收到 ${received} 张。` : ''}请在${formatTerm(expiresAt)}传。照片里的拍摄地点、时间会去掉。`}</p>
      </Form>
    </PhonePage>
  )
}
