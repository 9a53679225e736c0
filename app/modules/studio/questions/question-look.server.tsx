// One question as a phone shows it, while it is being written.
import { renderToStaticMarkup } from 'react-dom/server'
import type { ShownPicture } from '#app/media/shown-picture.ts'
import { QuestionCard } from '../editor/pages/plan-look.tsx'
import type { AskedQuestion } from './question-bank.ts'

/** Returns HTML for the frame of the preview. */
export function renderQuestionLook({ kind, text, options, right, explanation }: AskedQuestion, picture: ShownPicture | undefined): string {
  const shown = kind === 'trueFalse' ? ['对', '错'] : options.filter((option) => option !== '')
  return renderToStaticMarkup(
    <div className="explained">
      <QuestionCard
        name="question"
        note={null}
        question={{
          kind,
          text: text || '（还没有题目）',
          options: shown.map((words, at) => ({ key: String(at), text: words })),
          correct: right.map(String),
          explanation,
          picture,
        }}
      />
    </div>,
  )
}
