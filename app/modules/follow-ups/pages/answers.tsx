// What was answered in a follow-up, with where each figure comes from.
import { formatDay, formatMoment, formatMonth } from '#app/calendar.ts'
import type { AnswersShown } from '../follow-ups.server.ts'
import { channelLabels, type Help, helpLabels, howLabels, monthlyBands, type Obstacle, obstacleLabels, sourceLabels } from '../labels.ts'

/** One sentence: 在卖，自己的网店，2026年10月卖了 500—2000 元. */
function formatAnswers({ isSelling, channel, place, month, salesBand, employed, employedRegistered, obstacles }: AnswersShown) {
  if (!isSelling) return ['没在卖', ...obstacles.map((one) => obstacleLabels[one as Obstacle])].join('，')
  const band = salesBand === null ? null : monthlyBands[salesBand]
  return [
    '在卖',
    channel && channelLabels[channel],
    place,
    band && (salesBand === 0 ? `${formatMonth(month)}没卖出去` : `${formatMonth(month)}卖了 ${band}`),
    employed !== null && `请了 ${employed} 人`,
    employedRegistered !== null && `其中建档立卡 ${employedRegistered} 人`,
  ]
    .filter(Boolean)
    .join('，')
}

export const Answers = ({ answers }: { answers: AnswersShown }) => (
  <dl className="pairs">
    <dt>问到的</dt>
    <dd>{formatAnswers(answers)}</dd>
    {answers.helps.length > 0 && (
      <>
        <dt>能帮上她的</dt>
        <dd>{answers.helps.map((one) => helpLabels[one as Help]).join('、')}</dd>
      </>
    )}
    {answers.words && (
      <>
        <dt>还记了</dt>
        <dd>{answers.words}</dd>
      </>
    )}
    <dt>怎么知道的</dt>
    <dd>{sourceLabels[answers.source]}</dd>
    <dt>谁问的</dt>
    <dd>
      {answers.by}，{formatDay(answers.askedOn)}
      {howLabels[answers.how]}
    </dd>
    {answers.reason && (
      <>
        <dt>更正的原因</dt>
        <dd>{answers.reason}</dd>
      </>
    )}
    {answers.supersededAt && (
      <>
        <dt>不再算数</dt>
        <dd>从 {formatMoment(answers.supersededAt)} 起</dd>
      </>
    )}
  </dl>
)
