// A question and its answer as the class reads them, without the name of whoever asked: in a lesson and on the page that asks. As HTML,
// because lessons are composed (docs/decisions/composed-pages.md).
import { paths } from '#app/shell/paths.ts'
import { escapeHtml } from '#app/text/escape-html.ts'
import { toParagraphs } from './paragraphs.ts'

interface Shown {
  question: string
  text: string | null
  voiceId: string | null
  questionPictureId: string | null
  questionVoiceId: string | null
}

const audio = (id: string, label: string) => `<audio controls preload="none" src="${paths.attachment(id)}" aria-label="${label}"></audio>`

/** Renders a question that the class is shown, with its answer. */
export const renderShownReply = ({ question, text, voiceId, questionPictureId, questionVoiceId }: Shown): string =>
  [
    `<details class="shown-reply"><summary>同学问：${escapeHtml(question)}</summary>`,
    questionPictureId ? `<img src="${paths.attachment(questionPictureId)}" alt="问题的照片" loading="lazy">` : '',
    questionVoiceId ? `<p>${audio(questionVoiceId, '问题的录音')}</p>` : '',
    ...toParagraphs(text ?? '').map((line, i) => `<p>${i === 0 ? '<b>老师答：</b>' : ''}${escapeHtml(line)}</p>`),
    voiceId ? `<p>${text ? '' : '<b>老师答：</b>'}${audio(voiceId, '老师的回答')}</p>` : '',
    '</details>',
  ].join('')
