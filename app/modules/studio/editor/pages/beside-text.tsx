// What stands beside the text of a file: remarks of the reviewer, what is wrong, what was waved through. Everything that is pressed here
// belongs to the form of the text: what was typed is saved with it. The editor's script shows the same in its own way.
import type { Refused } from '#app/http/refused.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { Badge } from '#app/ui/notice.tsx'
import type { EditorView } from '../editing.server.ts'
import { countMistakes, listMistakes, nameOfMistake } from '../mistakes.ts'
import type { Preview, PlacedFinding } from '../preview-document.ts'
import type { ShownRemark } from '../shown-remark.ts'
import { canBeWaved, nameOfFinding, readAccepted, readingRules } from '../waving.ts'

/** The form of the text. */
export const fileFormId = 'file-form'

interface MistakesProps {
  look: Preview | null
  view: Pick<EditorView, 'content' | 'canWrite' | 'forms'>
  refused: Refused | null
}

export function Mistakes({ look, view: { content, canWrite, forms }, refused }: MistakesProps) {
  const listed = look ? listMistakes(content, look, forms) : []
  const accepted = readAccepted(content)
  return (
    <section className="writing-mistakes" aria-label="要改的地方" id="writing-mistakes">
      {listed.length > 0 && <h2>{countMistakes(listed)}</h2>}
      <ol>
        {listed.map((one, nth) => (
          <li key={nth} className={one.isMistake ? 'mistake' : undefined}>
            <b>第 {one.line} 行</b> <span>{one.reason}</span>
            {canWrite && one.mend && (
              <Button kind="plain" form={fileFormId} name="mend" value={nameOfMistake(one)}>
                {one.mend.label}
              </Button>
            )}
            {canWrite && one.finding && canBeWaved(one.finding.rule) && <Wave finding={one.finding} nth={nth} refused={refused} />}
          </li>
        ))}
      </ol>
      {accepted.length > 0 && (
        <details>
          <summary>放行了的（{accepted.length}）</summary>
          <ul>
            {accepted.map(({ rule, what, reason }) => (
              <li key={nameOfFinding({ rule, what })}>
                <span>
                  <b>
                    {readingRules[rule]}：{what}
                  </b>{' '}
                  {reason}
                </span>
                {canWrite && (
                  <Button kind="plain" form={fileFormId} name="takeBack" value={nameOfFinding({ rule, what })}>
                    收回
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Wave({ finding, nth, refused }: { finding: PlacedFinding; nth: number; refused: Refused | null }) {
  const name = `reason-${nth}`
  const errors = refused?.refused.fields[name]
  return (
    <details open={errors !== undefined}>
      <summary>放行</summary>
      <input type="hidden" form={fileFormId} name={`finding-${nth}`} value={nameOfFinding(finding)} />
      <Field
        label="为什么这里可以这样写"
        form={fileFormId}
        name={name}
        maxLength={80}
        autoComplete="off"
        defaultValue={refused?.entered[name]}
        errors={errors}
      />
      <Button kind="plain" form={fileFormId} name="wave" value={nth}>
        放行这一处
      </Button>
    </details>
  )
}

interface RemarksProps {
  remarks: readonly ShownRemark[]
  canAnswer: boolean
  refused: Refused | null
}

export function Remarks({ remarks, ...props }: RemarksProps) {
  const open = remarks.filter(({ doneBy }) => doneBy === null)
  const done = remarks.filter(({ doneBy }) => doneBy !== null)
  if (remarks.length === 0) return null
  return (
    <section className="writing-remarks" id="writing-remarks" aria-label="审稿人的意见">
      <h2>{open.length > 0 ? `审稿人的意见（${open.length} 条还没改好）` : '审稿人的意见都改好了'}</h2>
      {open.map((remark) => (
        <RemarkBeside key={remark.id} remark={remark} {...props} />
      ))}
      {done.length > 0 && (
        <details>
          <summary>改好了的（{done.length}）</summary>
          {done.map((remark) => (
            <RemarkBeside key={remark.id} remark={remark} {...props} />
          ))}
        </details>
      )}
    </section>
  )
}

function RemarkBeside({ remark, canAnswer, refused }: { remark: ShownRemark } & Omit<RemarksProps, 'remarks'>) {
  const { id, block, quote, says, by, at, became, doneBy, answers } = remark
  const name = `says-${id}`
  const errors = refused?.refused.fields[name]
  return (
    <article className={doneBy ? 'remark done' : 'remark'} id={`remark-${id}`} aria-label={`${by}的意见`}>
      <p className="remark-by">
        <strong>{by}</strong> <span className="soft">{at}</span>
        {doneBy && <Badge kind="good">改好了</Badge>}
      </p>
      {block !== null && <p className="remark-became">{`第 ${block + 1} 段：“${quote}”`}</p>}
      <p className="remark-says">{says}</p>
      {became && <p className="remark-became">{became}</p>}
      {answers.map((answer, nth) => (
        <p key={nth} className="remark-answer">
          <strong>{answer.by}</strong> <span className="soft">{answer.at}</span>
          <br />
          {answer.says}
        </p>
      ))}
      {canAnswer && (
        <div className="remark-forms">
          <Button kind="plain" form={fileFormId} name={doneBy ? 'undone' : 'done'} value={id}>
            {doneBy ? '还没改好' : '改好了'}
          </Button>
          <details open={errors !== undefined}>
            <summary>回复</summary>
            <TextField
              label="回复这条意见"
              form={fileFormId}
              name={name}
              rows={2}
              maxLength={2000}
              defaultValue={refused?.entered[name]}
              errors={errors}
            />
            <Button kind="plain" form={fileFormId} name="answer" value={id}>
              发出回复
            </Button>
          </details>
        </div>
      )}
    </article>
  )
}
