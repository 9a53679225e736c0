// The fields of a form that sends something along: a photograph, a recording, words, an address. With scripts the phone records itself and
// shows the picture (app/phone/forms); without, they are file fields, and the phone offers its camera and recorder.
import { Field, TextField } from '#app/ui/field.tsx'
import { maxLinkLength, maxVoiceMinutes } from '../limits.ts'

/** What may be sent along, in the order of its fields. */
export type AttachmentKind = 'photograph' | 'voice' | 'text' | 'link'

interface AttachmentFieldsProps {
  kinds: readonly AttachmentKind[]
  /** What the words are about. */
  textLabel?: string
  /** How many characters they may have. */
  textMax?: number
  /** Before the ids of the fields, where a page has several such forms. */
  idPrefix?: string
  entered?: Readonly<Record<string, string>> | undefined
  errors?: Readonly<Record<string, readonly string[] | undefined>> | undefined
}

/** The name of each kind's field. */
export const attachmentFieldNames: Record<AttachmentKind, string> = { photograph: 'picture', voice: 'voice', text: 'text', link: 'link' }

export function AttachmentFields({ kinds, textLabel = '写几句', textMax, idPrefix = 'field-', entered, errors }: AttachmentFieldsProps) {
  return (
    <>
      {kinds.includes('photograph') && (
        <Field
          label="照片"
          id={`${idPrefix}picture`}
          name="picture"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          errors={errors?.picture}
        />
      )}
      {kinds.includes('voice') && (
        <Field
          label="录音"
          hint={`最多 ${maxVoiceMinutes} 分钟`}
          id={`${idPrefix}voice`}
          name="voice"
          type="file"
          accept="audio/*"
          capture
          data-seconds={maxVoiceMinutes * 60}
          errors={errors?.voice}
        />
      )}
      {kinds.includes('text') && (
        <TextField
          label={textLabel}
          id={`${idPrefix}text`}
          name="text"
          rows={3}
          maxLength={textMax}
          defaultValue={entered?.text}
          errors={errors?.text}
        />
      )}
      {kinds.includes('link') && (
        <Field
          label="链接"
          hint="在店里点“分享”，再复制链接，贴到这里"
          id={`${idPrefix}link`}
          name="link"
          inputMode="url"
          autoComplete="off"
          maxLength={maxLinkLength + 200}
          defaultValue={entered?.link}
          errors={errors?.link}
        />
      )}
    </>
  )
}
