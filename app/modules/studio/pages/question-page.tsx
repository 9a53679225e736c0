// One question of a bank as a form: a new one, or one that is changed.
import type { Viewer } from '#app/access/viewer.ts'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import type { QuestionKind } from '#app/modules/exams/draw.ts'
import { difficultyLabels } from '#app/modules/exams/plan/parts.ts'
import { kindInstructions } from '#app/modules/exams/labels.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { questionLabels } from '#app/modules/courses/field-labels.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField, TextField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { letterAt } from '#app/text/option-letters.ts'
import type { QuestionPageView } from '../questions/bank-pages.server.ts'
import { shownOptions } from '../questions/question-form.ts'
import { AnsweredNotice, QuestionLook, SimilarQuestions, wasAnswered, Wordings } from './question-beside.tsx'
import { versionCrumbs } from './version-crumbs.ts'

interface QuestionPageProps extends QuestionPageView {
  viewer: Viewer
  kind: QuestionKind
  /** The lesson that a new one begins with. */
  lesson: string | null
  isSaved: boolean
  refused: Refused | null
  /** The styles of exams on phones. */
  styles: string[]
  script: string
}

/** What the fields begin with. */
function toValues({ question, refused, lesson }: Pick<QuestionPageProps, 'question' | 'refused' | 'lesson'>) {
  if (!refused)
    return {
      lesson: question?.lesson ?? lesson ?? undefined,
      text: question?.text,
      options: question?.options ?? [],
      right: question?.right ?? [],
      explanation: question?.explanation,
      picture: question?.picture,
      alt: question?.alt,
      difficulty: question?.difficulty?.toString(),
      tags: question?.tags?.join('、'),
    }
  const { entered, ticked } = refused
  return {
    lesson: entered.lesson,
    text: entered.text,
    options: ticked.option ?? [],
    right: (ticked.right ?? []).map(Number),
    explanation: entered.explanation,
    picture: entered.picture,
    alt: entered.alt,
    difficulty: entered.difficulty,
    tags: entered.tags,
  }
}

const titleOf = ({ bank: { canWrite }, question, kind }: QuestionPageProps) =>
  !canWrite ? `一道${kindLabels[kind]}` : question ? `改一道${kindLabels[kind]}` : `写一道${kindLabels[kind]}`

export function QuestionPage(props: QuestionPageProps) {
  const { viewer, bank, question, isSaved, refused, similar, wordings, look, styles, script } = props
  const { versionId, title, ordinal, courseSlug } = bank
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={titleOf(props)}
      crumbs={versionCrumbs(
        { versionId, ordinal, course: { slug: courseSlug, title } },
        { href: paths.studioQuestions(versionId), label: '题库和考试' },
      )}
    >
      <ErrorSummary refused={refused?.refused} />
      {isSaved && !refused && (
        <Notice kind="good">
          <p>{`存下了，题库里有 ${bank.count ?? 0} 道题。可以接着写下一道。`}</p>
        </Notice>
      )}
      {bank.canWrite && wasAnswered(wordings) && <AnsweredNotice wordings={wordings} />}
      {!bank.canWrite && (
        <Notice>
          <p>这一版现在只能看。要改，请回到课程页：撤回，或新开一版。</p>
        </Notice>
      )}
      <div className="writing">
        <div>
          {bank.canWrite ? <QuestionForm {...props} /> : <Wordings wordings={wordings} />}
          <div className="notice warn question-similar" data-question-similar="" hidden={similar.length === 0}>
            <SimilarQuestions similar={similar} versionId={versionId} />
          </div>
          {bank.canWrite && question && <DeleteForm mark={question.mark} />}
        </div>
        <QuestionLook look={look} styles={styles} />
      </div>
      {bank.canWrite && <Wordings wordings={wordings} />}
      {bank.canWrite && <Island src={script} />}
    </DeskFrame>
  )
}

function QuestionForm({ bank, question, kind, lesson, refused, styles, pictures }: QuestionPageProps) {
  const { versionId, lessons } = bank
  const values = toValues({ question, refused, lesson })
  const errors = refused?.refused.fields
  return (
    <PostForm
      className="stack question-form"
      data-question={paths.studioQuestionLook(versionId, question?.id ?? 'new')}
      data-questions={paths.studioQuestions(versionId)}
      data-styles={JSON.stringify(styles)}
    >
      <input type="hidden" name="do" value="save" />
      <input type="hidden" name="kind" value={kind} />
      {question && <input type="hidden" name="mark" value={question.mark} />}
      <SelectField label={questionLabels.lesson} name="lesson" defaultValue={values.lesson} errors={errors?.lesson}>
        {lessons.map(({ slug, title: name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={questionLabels.text}
        name="text"
        rows={2}
        required
        maxLength={2_000}
        defaultValue={values.text}
        errors={errors?.text}
      />
      <PictureFields {...values} pictures={pictures} versionId={versionId} errors={errors} />
      {kind === 'trueFalse' ? (
        <RightOrWrong right={values.right} errors={errors?.right} />
      ) : (
        <Options kind={kind} options={values.options} right={values.right} errors={errors} />
      )}
      <TextField
        label={questionLabels.explanation}
        hint="考完以后给学员看。答错的人要看得懂错在哪里。"
        name="explanation"
        rows={2}
        required
        maxLength={2_000}
        defaultValue={values.explanation}
        errors={errors?.explanation}
      />
      <div className="columns">
        <SelectField label={questionLabels.difficulty} name="difficulty" defaultValue={values.difficulty ?? ''} errors={errors?.difficulty}>
          <option value="">没有写</option>
          {Object.entries(difficultyLabels).map(([level, label]) => (
            <option key={level} value={level}>
              {label}
            </option>
          ))}
        </SelectField>
        <Field
          label={questionLabels.tags}
          hint="几个标签中间加顿号。"
          name="tags"
          maxLength={800}
          defaultValue={values.tags}
          errors={errors?.tags}
        />
      </div>
      <div className="row">
        <Button name="next" value="list">
          存下
        </Button>
        {!question && (
          <Button kind="plain" name="next" value="another">
            存下，再写一道
          </Button>
        )}
        <ButtonLink kind="plain" href={paths.studioQuestions(versionId)}>
          不写了，回去
        </ButtonLink>
      </div>
    </PostForm>
  )
}

interface PictureFieldsProps {
  picture: string | undefined
  alt: string | undefined
  pictures: readonly string[]
  versionId: string
  errors: Record<string, string[]> | undefined
}

/** A picture that is not there any more stays in the list as long as it is chosen. */
function PictureFields({ picture = '', alt, pictures, versionId, errors }: PictureFieldsProps) {
  const listed = picture === '' || pictures.includes(picture) ? pictures : [picture, ...pictures]
  return (
    <div className="columns">
      <div>
        <SelectField label={questionLabels.picture} name="picture" defaultValue={picture} errors={errors?.picture}>
          <option value="">不要图</option>
          {listed.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
        <p className="small soft">
          从这一版的图里选，放在题目下面。没有就先去 <a href={paths.studioMedia(versionId)}>照片、声音和视频</a> 那里放一张。
        </p>
      </div>
      <Field
        label={questionLabels.alt}
        hint="有图就要写，看不见图的人靠它。别把答案写进去。"
        name="alt"
        maxLength={100}
        defaultValue={alt}
        errors={errors?.alt}
      />
    </div>
  )
}

const DeleteForm = ({ mark }: { mark: string }) => (
  <PostForm className="question-delete">
    <input type="hidden" name="mark" value={mark} />
    <Button kind="plain" name="do" value="delete">
      删掉这道题
    </Button>
    <span className="small soft">删掉的题留在题库“以前的稿”里，可以拿回来；考过的答卷不变。</span>
  </PostForm>
)

function RightOrWrong({ right, errors = [] }: { right: readonly number[]; errors?: readonly string[] | undefined }) {
  return (
    <fieldset id="field-right" className="question-options">
      <legend>这句话</legend>
      <div className="row">
        {['对', '错'].map((label, at) => (
          <label key={label} className="question-tick">
            <input type="radio" name="right" value={at} defaultChecked={right[0] === at} /> {label}
          </label>
        ))}
      </div>
      <Told name="right" errors={errors} />
    </fieldset>
  )
}

interface OptionsProps {
  kind: QuestionKind
  options: readonly string[]
  right: readonly number[]
  errors: Record<string, string[]> | undefined
}

function Options({ kind, options, right, errors = {} }: OptionsProps) {
  const count = Math.max(shownOptions, options.length)
  return (
    <fieldset id="field-option" className="question-options">
      <legend>{`选项（至少三个；${kind === 'single' ? '对的那个点“对”' : `${kindInstructions[kind]}，点“对”`}）`}</legend>
      {Array.from({ length: count }, (_, at) => {
        const letter = letterAt(at)
        return (
          <div key={letter} className="question-option">
            <span aria-hidden="true">{letter}</span>
            <input type="text" name="option" aria-label={`选项 ${letter}`} maxLength={200} defaultValue={options[at]} />
            <label className="question-tick">
              <input
                type={kind === 'single' ? 'radio' : 'checkbox'}
                name="right"
                value={at}
                aria-label={`${letter} 对`}
                defaultChecked={right.includes(at)}
              />{' '}
              对
            </label>
          </div>
        )
      })}
      <Told name="option" errors={errors.option ?? []} />
      <div id="field-right">
        <Told name="right" errors={errors.right ?? []} />
      </div>
    </fieldset>
  )
}

function Told({ name, errors }: { name: string; errors: readonly string[] }) {
  if (errors.length === 0) return null
  return (
    <span className="field-error" id={`field-${name}-error`}>
      {errors.join(' ')}
    </span>
  )
}
