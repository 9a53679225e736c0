// Pictures are drawn from the machines, so they cannot say anything else.
import { readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { certificateWorkflow } from '#app/modules/certificates/certificates.server.ts'
import { enrolmentWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { WorkflowList } from '#app/workflow/drawing.tsx'
import { buildGraph, layOutDiagram, room, toMermaid } from '#app/workflow/diagram.ts'
import { workflows } from '#app/workflows.server.ts'

test('a life cycle as Mermaid text, in the words of the screen', () => {
  expect(toMermaid(certificateWorkflow)).toBe(
    [
      'stateDiagram-v2',
      '  valid: 有效',
      '  replaced: 已换发',
      '  revoked: 已撤销',
      '  [*] --> valid',
      '  valid --> revoked: 撤销',
      '  valid --> replaced: 换发',
      '  replaced --> [*]',
      '  revoked --> [*]',
    ].join('\n'),
  )
})

test.each(workflows.map(({ definition }) => [definition.title, definition] as const))(
  '%s: every state has its word, every event too, and all are in the drawing',
  (_, definition) => {
    const { nodes, edges } = buildGraph(definition)
    expect(nodes.filter(({ initial }) => initial).length).toBe(1)
    for (const { label } of [...nodes, ...edges]) expect(label, 'a word of the code on the screen').not.toMatch(/[A-Za-z]/)
    const drawing = layOutDiagram(definition)
    for (const { x, y, width, height } of drawing.nodes) {
      expect([x - width / 2 >= 0, y - height / 2 >= 0, x + width / 2 <= drawing.width, y + height / 2 <= drawing.height]).toEqual([
        true,
        true,
        true,
        true,
      ])
    }
    for (const [at, one] of drawing.nodes.entries())
      for (const other of drawing.nodes.slice(at + 1))
        expect(
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 || Math.abs(one.y - other.y) >= (one.height + other.height) / 2,
          `${one.label} covers ${other.label}`,
        ).toBe(true)
  },
)

test('a desk shows every life cycle whole, in words that can be read', () => {
  const wide = workflows.filter(({ definition }) => layOutDiagram(definition).leastWidth > room).map(({ definition }) => definition.kind)
  expect(wide).toEqual([])
})

test('where a drawing has no room, the life cycle is a list of all its states, with the present one marked', () => {
  const drawing = layOutDiagram(enrolmentWorkflow)
  const html = renderToStaticMarkup(createElement(WorkflowList, { drawing, mark: { current: 'studying', passed: ['enrolled'] } }))
  const items = [...html.matchAll(/<li class="(\w+)"[^>]*><strong>(.+?)<\/strong>/g)].map(([, mark, name]) => [mark, name])
  expect(items).toEqual([
    ['passed', '已报名'],
    ['current', '在学'],
  ])
  expect(html.match(/aria-current="step"/g)).toHaveLength(1)
  for (const { label } of drawing.nodes) expect(html).toContain(`<strong>${label}</strong>`)
  expect(html).toContain('<li>退班 → 退班</li>')
  expect(html).toContain('现在在这里')
  // Below 60 rem the list is shown in the place of the drawing.
  const narrow = readFileSync('app/ui/desk/narrow.css', 'utf8')
  expect(narrow).toMatch(/\.life-cycle-drawing \{\s*display: none;/)
  expect(narrow).toMatch(/\.life-cycle-list \{\s*display: block;/)
})
