// The form of the plan's template: a row for each goal.
import { expect, test } from 'vitest'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { templateForm } from '#app/modules/pairings/plan/template-form.ts'

test('rows belong to goals by their place; a row without a title is left out', () => {
  const posted =
    'do=preview&goal=first&title-0=+上架+&after-0=12&proof-0=link' +
    '&goal=second&title-1=+&after-1=20&proof-1=picture&needs-1=photos' +
    '&goal=third&title-2=发货&after-2=30&proof-2=figure&needs-2=photos&needs-2=parcels&toRunning=yes&why=试试'
  expect(parseForm(new URLSearchParams(posted), templateForm)).toEqual({
    isPreview: true,
    toRunning: true,
    entry: {
      goals: [
        { goal: 'first', title: '上架', after: '12', proofKind: 'link', needs: [] },
        { goal: 'third', title: '发货', after: '30', proofKind: 'figure', needs: ['photos', 'parcels'] },
      ],
      why: '试试',
    },
  })
})
