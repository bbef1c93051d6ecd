import { expect, test } from 'vitest'
import { rawText } from '#renderer/features/article/raw-text.ts'

const text = (words: string) => ({ type: 'text', text: words })
const p = (...content: unknown[]) => ({ type: 'paragraph', content })
function deep(levels: number): unknown {
  let node: unknown = p(text('At the bottom.'))
  for (let level = 0; level < levels; level++) node = { type: 'factBox', content: [node] }
  return node
}

test.each<[string, unknown, string]>([
  ['blocks', { content: [p(text('One '), text('line.')), p(text('Another.'))] }, 'One line.\n\nAnother.'],
  ['unknown blocks', { content: [{ type: 'hologram', content: [text('Here.')] }] }, 'Here.'],
  ['what is no node', { content: [null, 7, 'words', p(text('Here.'))] }, 'Here.'],
  ['5,000 levels', deep(5000), 'At the bottom.'],
  ['nothing', null, '']
])('of %s what can be read is read', (_name, raw, words) => expect(rawText(raw)).toBe(words))
