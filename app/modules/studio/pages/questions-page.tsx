// The question bank of a version: what the exam draws, what is missing for it, and the questions.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { formatLabels, questionFormats } from '#app/importing/questions/question.ts'
import { questionKinds } from '#app/modules/exams/draw.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { courseLabels } from '#app/modules/courses/field-labels.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField, TextField } from '#app/ui/field.tsx'
import { Fold, isRefusedAt } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, toTableParams } from '#app/ui/tables/table-query.ts'
import { nameOtherFile } from '../labels.ts'
import type { BankPage } from '../questions/bank-pages.server.ts'
import { type BankLine, bankList, aspectLabels } from '../questions/bank-list.ts'
import type { BankView } from '../questions/bank.server.ts'
import { SimilarQuestions } from './question-beside.tsx'
import { versionCrumbs } from './version-crumbs.ts'

interface QuestionsPageProps extends BankPage {
  viewer: Viewer
  /** Whether questions were just brought in from a file. */
  isBrought: boolean
  refused: Refused | null
}

export function QuestionsPage({ viewer, bank, list, words, saved, isBrought, refused }: QuestionsPageProps) {
  const { versionId, title, ordinal, courseSlug, canWrite, count } = bank
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title="题库和考试"
      printed={{ place: title, period: `第 ${ordinal} 版` }}
      crumbs={versionCrumbs({ versionId, ordinal, course: { slug: courseSlug, title } })}
      actions={<Actions bank={bank} />}
    >
      <ErrorSummary refused={refused?.refused} />
      {isBrought && !refused && (
        <Notice kind="good">
          <p>{`题目放进去了，题库里现在有 ${count ?? 0} 道。`}</p>
        </Notice>
      )}
      {saved && !refused && <Saved saved={saved} versionId={versionId} />}
      {count === null && (
        <Notice kind="warn">
          <p>题库的源文写得不对，这里读不出来。请先打开题库的源文，把红字改好：</p>
          <SourceLinks bank={bank} />
        </Notice>
      )}
      <p>{sumUp(bank)}</p>
      <Guessable sentences={bank.guessable} />
      {canWrite && <ExamForm bank={bank} refused={refused} />}
      {canWrite && count !== null && <PasteForm bank={bank} refused={refused} />}
      {list && <Questions bank={bank} list={list} words={words} />}
      {count !== null && count > 0 && (
        <p className="row small">
          <span className="soft">导出题目：</span>
          {questionFormats.map((format) => (
            <a key={format} href={paths.studioQuestionFile(versionId, format)} download>
              {formatLabels[format]}
            </a>
          ))}
        </p>
      )}
      {count !== null && <SourceLinks bank={bank} />}
    </DeskFrame>
  )
}

function Actions({ bank: { versionId, courseSlug, canWrite, canBring, count } }: { bank: BankView }) {
  if (count === null) return null
  return (
    <>
      {canWrite &&
        questionKinds.map((kind) => (
          <ButtonLink key={kind} kind="plain" href={paths.studioQuestion(versionId, 'new', kind)}>
            {`写一道${kindLabels[kind]}`}
          </ButtonLink>
        ))}
      {canBring && (
        <ButtonLink kind="plain" href={paths.bringQuestions(courseSlug)}>
          带入题目
        </ButtonLink>
      )}
    </>
  )
}

function Saved({ saved: { text, similar }, versionId }: { saved: NonNullable<BankPage['saved']>; versionId: string }) {
  return (
    <>
      <Notice kind="good">
        <p>{`存下了：${text}`}</p>
      </Notice>
      {similar.length > 0 && (
        <Notice kind="warn">
          <SimilarQuestions similar={similar} versionId={versionId} />
        </Notice>
      )}
    </>
  )
}

function Guessable({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <Notice kind="warn">
      <p>不用学也能蒙过及格线，请改几道：</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}

function Questions({ bank, list, words }: { bank: BankView; list: ListPart<BankLine>; words: string }) {
  const { versionId, count } = bank
  return (
    <>
      {(count ?? 0) > 0 && (
        <form method="get" role="search" aria-label="在题库里找" className="row bank-search">
          {toTableParams({ ...list.query, page: 1 }, bankList.columns).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Field label="在题库里找" name="q" type="search" maxLength={100} defaultValue={words} autoComplete="off" />
          <Button kind="plain">找</Button>
          {words !== '' && (
            <ButtonLink kind="plain" href={paths.studioQuestions(versionId)}>
              看全部
            </ButtonLink>
          )}
        </form>
      )}
      <ListTable
        id="questions"
        caption={words === '' ? '题目' : `有“${words}”的题目`}
        unit="道"
        definition={bankList}
        part={list}
        rowKey={({ id }) => id}
        workbook={paths.studioQuestionsWorkbook(versionId)}
        kept={words === '' ? [] : [['q', words]]}
        cells={{
          text: ({ id, text, hasPicture, tags, aspects }) => (
            <>
              <a href={paths.studioQuestion(versionId, id)}>{text || '（没有题目）'}</a>
              {hasPicture && <span className="small soft">（有图）</span>}
              <span className="bank-marks">
                {aspects
                  .filter((one) => one !== 'unused')
                  .map((one) => (
                    <Badge key={one} kind={one === 'easy' ? 'info' : 'warn'}>
                      {aspectLabels[one]}
                    </Badge>
                  ))}
                {tags.length > 0 && <span className="small soft">{tags.join('、')}</span>}
              </span>
            </>
          ),
        }}
        empty={words === '' ? '还没有题。' : `没有哪道题里有“${words}”。`}
      />
    </>
  )
}

const SourceLinks = ({ bank: { versionId, files } }: { bank: BankView }) => (
  <p className="row small soft">
    {files.map((name) => (
      <a key={name} href={paths.studioFile(versionId, name)}>{`${nameOtherFile(name) ?? name}的源文`}</a>
    ))}
    <span>懂 YAML 的人可以直接写</span>
  </p>
)

function sumUp({ exam, missing, unexplained }: BankView) {
  if (!exam) return '还没有考试的安排。'
  const drawn = questionKinds.filter((kind) => exam[kind] > 0).map((kind) => `${exam[kind]} 道${kindLabels[kind]}`)
  const asked = unexplained > 0 ? `有 ${unexplained} 道题没有解释，答错的人看不到为什么，请补上。` : ''
  const what = `考试从题库里抽 ${drawn.join('、')}，考 ${exam.minutes} 分钟，${exam.passMark} 分及格。`
  if (missing.length === 0) return `${what}题够了。${asked}`
  return `${what}还差 ${missing.map(({ kind, count }) => `${count} 道${kindLabels[kind]}`).join('、')}，写够才能送审；也可以让考试少抽几道。${asked}`
}

function ExamForm({ bank: { exam }, refused }: Pick<QuestionsPageProps, 'bank' | 'refused'>) {
  const isOpen = isRefusedAt(refused, 'exam')
  const errors = isOpen ? refused?.refused.fields : undefined
  const value = (name: keyof NonNullable<BankView['exam']>) => (isOpen ? refused?.entered[name] : exam?.[name])
  return (
    <Fold summary="考试怎么考" open={isOpen}>
      <PostForm className="stack narrow">
        <p className="small soft">这是给办班的人的建议：安排考试的时候还可以改。一张卷子至少 10 道题。</p>
        {questionKinds.map((kind) => (
          <Field
            key={kind}
            label={courseLabels[kind]}
            name={kind}
            inputMode="numeric"
            required
            defaultValue={value(kind)}
            errors={errors?.[kind]}
          />
        ))}
        <Field
          label={courseLabels.minutes}
          name="minutes"
          inputMode="numeric"
          required
          defaultValue={value('minutes')}
          errors={errors?.minutes}
        />
        <Field
          label={courseLabels.passMark}
          name="passMark"
          inputMode="numeric"
          required
          defaultValue={value('passMark')}
          errors={errors?.passMark}
        />
        <Button name="do" value="exam">
          存下考试的安排
        </Button>
      </PostForm>
    </Fold>
  )
}

const example = `1. 装土豆用哪种箱子？
A. 用过的水果箱
B. 新的五层纸箱
C. 塑料袋
答案：B
解析：旧箱子软了，路上会破。

2. 箱底要垫纸。
答案：对
解析：垫了就不晃。`

function PasteForm({ bank: { lessons, count }, refused }: Pick<QuestionsPageProps, 'bank' | 'refused'>) {
  const isOpen = isRefusedAt(refused, 'paste')
  const errors = isOpen ? refused?.refused.fields : undefined
  return (
    <Fold summary="从 Word 里贴几道题进来" open={isOpen || count === 0}>
      <PostForm className="stack">
        <SelectField
          label="这些题是哪一课讲的"
          name="lesson"
          defaultValue={isOpen ? refused?.entered.lesson : undefined}
          errors={errors?.lesson}
        >
          {lessons.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </SelectField>
        <TextField
          label="题目"
          hint="照平常出卷子的样子：题号、选项 A B C、答案、解析。单选、多选、判断自己认。"
          name="pasted"
          rows={10}
          required
          placeholder={example}
          defaultValue={isOpen ? refused?.entered.pasted : undefined}
          errors={errors?.pasted}
        />
        <Button name="do" value="paste">
          放进题库
        </Button>
      </PostForm>
    </Fold>
  )
}
