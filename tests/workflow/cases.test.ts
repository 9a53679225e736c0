// The way of one case on its life cycle's picture, for those who may see the case.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pairingWorkflow } from '#app/modules/pairings/pairing.workflow.ts'
import { roundWorkflow } from '#app/modules/rounds/round.workflow.ts'
import { certificateWorkflow } from '#app/modules/certificates/certificates.server.ts'
import { readCaseMark } from '#app/modules/operations/operations.server.ts'
import { layOutDiagram, toLines } from '#app/workflow/diagram.ts'
import { boxColours, WorkflowDrawing } from '#app/workflow/drawing.tsx'
import { workflows } from '#app/workflows.server.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'
import { coordinator, officerOf } from '#tests/modules/shops/makers.ts'

test('where a case stands and where it was is for those who may see it', async () => {
  const { site, roundId, pairingId } = await anActivePairing()
  const ofPairing = (viewer: typeof coordinator) => readCaseMark(site, viewer, { definition: pairingWorkflow, id: pairingId })
  expect(await ofPairing(officerOf('422826103'))).toEqual({ current: 'alive.active.onTrack', passed: ['proposed'] })
  await expect(ofPairing(officerOf('422826100'))).rejects.toMatchObject({ status: 404 })
  const ofRound = (viewer: typeof coordinator) => readCaseMark(site, viewer, { definition: roundWorkflow, id: roundId })
  expect(await ofRound(coordinator)).toEqual({ current: 'confirming', passed: ['preparing', 'collecting', 'matching'] })
  await expect(ofRound(officerOf('422826103'))).rejects.toMatchObject({ status: 403 })
  await expect(readCaseMark(site, coordinator, { definition: pairingWorkflow, id: roundId })).rejects.toMatchObject({ status: 404 })
  await expect(readCaseMark(site, coordinator, { definition: certificateWorkflow, id: pairingId })).rejects.toMatchObject({ status: 404 })
})

test('the picture fits the window, and marks the case', () => {
  const mark = { current: 'running', passed: ['preparing'] }
  const drawn = renderToStaticMarkup(createElement(WorkflowDrawing, { title: '结对批次', drawing: layOutDiagram(roundWorkflow), mark }))
  expect(drawn).toMatch(/^<svg viewBox="[^"]+" role="img"/) // no width of its own
  expect(drawn).toContain('width:100%')
  expect(drawn.split(`fill="${boxColours.current}"`)).toHaveLength(2)
  expect(drawn.split(`fill="${boxColours.passed}"`)).toHaveLength(2)
  expect(drawn).toContain('现在在这里')
})

test('a long label is broken between its events, never within one', () => {
  expect(toLines('提前评估、〔期满〕')).toEqual(['提前评估、〔期满〕'])
  expect(toLines('恢复、〔暂停到期〕、退回评估以前')).toEqual(['恢复、〔暂停到期〕', '退回评估以前'])
})

test.each(workflows.map(({ definition }) => [definition.title, definition] as const))(
  '%s: no words lie on others, nor on a box',
  (_, definition) => {
    const { nodes, edges } = layOutDiagram(definition)
    const boxes = nodes.map(({ x, y, width, height, label }) => ({ x, y, width, height, label }))
    const words = edges.map(({ labelAt, lines }) => ({
      ...labelAt,
      width: Math.max(...lines.map((line) => line.length * 13)),
      height: lines.length * 16,
      label: lines.join(),
    }))
    const covered = words.flatMap((one, i) =>
      [...boxes, ...words.slice(i + 1)]
        .filter(
          (other) =>
            Math.abs(one.x - other.x) < (one.width + other.width) / 2 && Math.abs(one.y - other.y) < (one.height + other.height) / 2,
        )
        .map((other) => `${one.label} on ${other.label}`),
    )
    expect(covered).toEqual([])
  },
)
