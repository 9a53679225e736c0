// What was asked, as the desk reads it: words, voice and photograph of each.
import type { ReactNode } from 'react'
import { formatMoment } from '#app/calendar.ts'
import { Attached } from '#app/modules/attachments/pages/attached.tsx'
import type { ReplyDetail } from '../inquiries.server.ts'
import { Paragraphs } from './paragraphs.tsx'

type Inquiry = ReplyDetail['inquiries'][number] & { of?: string }

/** `tick` renders what stands before each: the box by which it is chosen. */
export const AskedList = ({ asked, tick }: { asked: readonly Inquiry[]; tick?: (one: Inquiry) => ReactNode }) => (
  <ul className="list asked-list">
    {asked.map((one) => (
      <li key={one.id} className="card">
        {tick?.(one)}
        <p className="soft small">
          {one.name}
          {one.of && `，${one.of}`}，{formatMoment(one.askedAt)}
        </p>
        <Paragraphs text={one.text} />
        <Attached picture={one.pictureId} voice={one.voice} of={`${one.name}问的`} />
      </li>
    ))}
  </ul>
)
