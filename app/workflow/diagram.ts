// Diagrams of life cycles, from their machines: as Mermaid text, and as SVG laid out on the server. Our own on purpose,
// except for the layout (dagre): Mermaid draws only in a browser, and these pages have no scripts.
import dagre from '@dagrejs/dagre'
import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { toDirectedGraph } from 'xstate/graph'
import type { WorkflowDefinition } from './definition.ts'

interface Node {
  id: string
  label: string
  initial: boolean
  final: boolean
}

interface Edge {
  from: string
  to: string
  label: string
}

/** Builds the graph: leaf states by path, and transitions with their Chinese labels; the system's events are in brackets. */
export function buildGraph(definition: WorkflowDefinition): { nodes: Node[]; edges: Edge[] } {
  const machine: AnyStateMachine = definition.machine
  const pathOf = (id: string) => id.replace(`${machine.id}.`, '')
  type Directed = ReturnType<typeof toDirectedGraph>
  const all = (node: Directed): Directed[] => [node, ...node.children.flatMap(all)]
  const directed = all(toDirectedGraph(machine))
  const initial = pathOf(getLeaf(machine.root.initial.target[0]!.id, machine))
  const leaves = directed.filter((node) => node.children.length === 0)
  const nodes = leaves.map(({ id, stateNode }) => {
    const path = pathOf(id)
    return {
      id: path,
      label: definition.labels.states[path] ?? path,
      initial: path === initial,
      final: stateNode.type === 'final' || isEnd(stateNode),
    }
  })
  const under = (id: string) => leaves.filter((leaf) => leaf.id === id || leaf.id.startsWith(`${id}.`))
  const merged = new Map<string, Edge>()
  for (const { source, target, label, transition } of directed.flatMap((node) => node.edges)) {
    const stays = transition.target === undefined
    const entered = pathOf(getLeaf(target.id, machine))
    const word = definition.labels.events[label.text] ?? `〔${definition.labels.system?.[label.text] ?? label.text}〕`
    for (const leaf of under(source.id)) {
      const from = pathOf(leaf.id)
      const to = stays ? from : entered
      const key = `${from} ${to}`
      const known = merged.get(key)
      if (!known) merged.set(key, { from, to, label: word })
      else if (!known.label.split('、').includes(word)) known.label += `、${word}`
    }
  }
  return { nodes, edges: [...merged.values()] }
}

/** Whether nothing leads out of a state, nor out of those that it is in. */
const isEnd = (node: AnyStateNode): boolean => node.transitions.size === 0 && (node.parent === undefined || isEnd(node.parent))

/** Returns the leaf state that is entered first in a state. */
function getLeaf(id: string, machine: AnyStateMachine): string {
  const [first] = machine.getStateNodeById(id).initial.target // absent in a leaf
  return first ? getLeaf(first.id, machine) : id
}

const name = (id: string) => id.replaceAll('.', '_')

/** Formats the diagram as Mermaid's `stateDiagram-v2`. */
export function toMermaid(definition: WorkflowDefinition): string {
  const { nodes, edges } = buildGraph(definition)
  return [
    'stateDiagram-v2',
    ...nodes.map((node) => `  ${name(node.id)}: ${node.label}`),
    ...nodes.filter((node) => node.initial).map((node) => `  [*] --> ${name(node.id)}`),
    ...edges.map((edge) => `  ${name(edge.from)} --> ${name(edge.to)}: ${edge.label}`),
    ...nodes.filter((node) => node.final).map((node) => `  ${name(node.id)} --> [*]`),
  ].join('\n')
}

export interface Drawing {
  width: number
  height: number
  /** Narrower, its words could not be read: then it is scrolled. */
  leastWidth: number
  /** `loop` lists the events that do not leave the state; it is shown below the state's name. */
  nodes: (Node & { x: number; y: number; width: number; height: number; loop: string | null })[]
  edges: (Edge & { lines: string[]; points: { x: number; y: number }[]; labelAt: { x: number; y: number } })[]
}

const lineHeight = 18
/** Signs of a label in one line, where it can be broken. */
const maxLine = 11

/** Breaks a label between its events, so that lines keep clear of long words. */
export function toLines(label: string, most = maxLine): string[] {
  const lines: string[] = []
  for (const event of label.split('、')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + event.length < most) lines[lines.length - 1] = `${last}、${event}`
    else lines.push(event)
  }
  return lines
}

const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 256 ? 8.5 : 15), 0)

/** Width of a desk's screen that a diagram can have. */
export const room = 1060

/** Smallest scale at which the words can be read: 15 px become 10. */
const leastScale = 0.67

interface Spacing {
  rankdir: 'LR' | 'TB'
  nodesep: number
  ranksep: number
  edgesep: number
  align?: 'UL'
  /** Signs of a label in one line. */
  line?: number
}

/**
 * Lays the diagram out: boxes, lines and positions of labels, in pixels. From left to right if that fits, otherwise from top to bottom;
 * if it would have to be scrolled even at the smallest scale, closer together, with a line for each event.
 */
export function layOutDiagram(definition: WorkflowDefinition): Drawing {
  const across = runLayout(definition, { rankdir: 'LR', nodesep: 36, ranksep: 60, edgesep: 24 })
  if (across.width <= room) return across
  const down = runLayout(definition, { rankdir: 'TB', nodesep: 28, ranksep: 34, edgesep: 16 })
  if (down.leastWidth <= room) return down
  return runLayout(definition, { rankdir: 'TB', nodesep: 8, ranksep: 34, edgesep: 6, align: 'UL', line: 1 })
}

/** The room that a label needs on its line. */
function labelBox(lines: readonly string[]) {
  return { width: Math.max(...lines.map(widthOf)) + 12, height: lines.length * lineHeight + 6, labelpos: 'c' }
}

function runLayout(definition: WorkflowDefinition, { line, ...spacing }: Spacing): Drawing {
  const drawn = buildGraph(definition)
  const edges = drawn.edges.filter(({ from, to }) => from !== to).map((edge) => ({ ...edge, lines: toLines(edge.label, line) }))
  const nodes = drawn.nodes.map((node) => {
    const loop = drawn.edges.find(({ from, to }) => from === node.id && to === node.id)
    return { ...node, loop: loop ? `↻ ${loop.label}` : null }
  })
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({ ...spacing, marginx: 16, marginy: 16 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of nodes)
    graph.setNode(node.id, { width: Math.max(96, widthOf(node.label) + 36, widthOf(node.loop ?? '') + 16), height: node.loop ? 68 : 52 })
  for (const edge of edges) graph.setEdge(edge.from, edge.to, labelBox(edge.lines), edge.label)
  dagre.layout(graph)
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return {
    width,
    height,
    leastWidth: Math.round(width * leastScale),
    nodes: nodes.map((node) => ({ ...node, ...(graph.node(node.id) as { x: number; y: number; width: number; height: number }) })),
    edges: edges.map((edge) => {
      const laid = graph.edge(edge.from, edge.to, edge.label) as { points: { x: number; y: number }[]; x: number; y: number }
      return { ...edge, points: laid.points, labelAt: { x: laid.x, y: laid.y } }
    }),
  }
}
