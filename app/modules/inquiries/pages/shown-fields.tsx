// What the class is shown of a question: the instructor's words, and by choice the photograph and the voice of somebody who asked.
import type { Refused } from '#app/http/refused.ts'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { maxText } from '../inquiry-form.ts'
import type { ReplyDetail } from '../inquiries.server.ts'

interface ShownFieldsProps {
  asked: ReplyDetail['inquiries']
  question: string
  refused: Refused | null
}

export function ShownFields({ asked, question, refused }: ShownFieldsProps) {
  const [entered, errors] = [refused?.entered, refused?.refused.fields]
  const pictures = asked.filter(({ pictureId }) => pictureId !== null)
  const voices = asked.filter(({ voice }) => voice !== null)
  return (
    <>
      <TextField
        label="全班看到的问题"
        hint="用您的话写。不写是谁问的，不写姓名、电话和别人认得出的事。"
        name="question"
        rows={2}
        maxLength={maxText}
        defaultValue={entered?.question ?? question}
        errors={errors?.question}
      />
      {pictures.length > 0 && <Chosen label="问题的照片" name="picture" from={pictures} word="照片" entered={entered?.picture} />}
      {voices.length > 0 && <Chosen label="问题的录音" name="heard" from={voices} word="录音" entered={entered?.heard} />}
    </>
  )
}

interface ChosenProps {
  label: string
  name: string
  word: string
  from: ReplyDetail['inquiries']
  entered: string | undefined
}

const Chosen = ({ label, name, word, from, entered }: ChosenProps) => (
  <SelectField label={label} hint="全班听得出、认得出的，请先问过本人。" name={name} defaultValue={entered ?? ''}>
    <option value="">不给全班看</option>
    {from.map((one) => (
      <option key={one.id} value={one.id}>
        {one.name}的{word}
      </option>
    ))}
  </SelectField>
)
