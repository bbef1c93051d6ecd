import type { Format } from './format.ts'
import { html } from './html/write.ts'
import { markdown } from './markdown/write.ts'
import { ninjs31 } from './ninjs-3.1/write.ts'

/** Every format that an article goes out in, in the order in which dialogs show them. */
export const formats: Format[] = [html, ninjs31, markdown]

export function findFormat(id: string): Format | undefined {
  return formats.find((format) => format.id === id)
}
