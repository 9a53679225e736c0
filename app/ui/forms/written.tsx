// What somebody wrote in a form that is gone: somebody else was faster. It is kept, to be copied.
import { TextField } from '../field.tsx'

export const Written = ({ text }: { text: string | undefined }) =>
  text ? <TextField label="您刚才写的" hint="没有发出去，可以从这里复制。" name="written" rows={4} readOnly defaultValue={text} /> : null
