import { childOf, childrenOf, isElement, lineOf, markupText, type MarkupElement } from '../markup.ts'
import type { FoundPerson } from '../read-meta.ts'
import type { ImportNote } from '../reader.ts'

type Line = { text: string; href: string | null }

/**
 * The people with what stands of them under the copy: a line that begins with somebody's name begins their box, its
 * other lines are their biography and handles. What is of nobody in particular stands in a note.
 */
export function readTagline(end: MarkupElement | undefined, people: FoundPerson[], notes: ImportNote[]): FoundPerson[] {
  const filled = people.map((person) => ({ ...person }))
  const loose: string[] = []
  for (const tagline of [...childrenOf(end, 'tagline'), ...childrenOf(childOf(end, 'block'), 'p')]) {
    let boxed: FoundPerson[] = []
    for (const { text, href } of linesOf(tagline)) {
      const named = filled.filter(({ name }) => text === name || text.startsWith(`${name}, `))
      if (href === null && named.length > 0 && named.some((person) => !boxed.includes(person))) {
        boxed = named
        const title = text.slice((named[0]?.name.length ?? 0) + 2)
        for (const person of named) if (title !== '' && !person.jobTitle) person.jobTitle = title
        continue
      }
      if (boxed.length === 0) loose.push(href !== null && href !== text ? `${text} (${href})` : text)
      for (const person of boxed) {
        if (href !== null)
          person.handles = [...(person.handles ?? []), { service: text === href ? '' : text, url: href }]
        else person.biography = [person.biography, text].filter(Boolean).join('\n')
      }
    }
  }
  const [only] = filled
  const about = loose.filter((text) => only && filled.length === 1 && text.startsWith(`${only.name} `))
  if (only && about.length > 0) only.biography = about.join('\n')
  const others = loose.filter((text) => !about.includes(text))
  if (others.length > 0)
    notes.push({
      kind: 'left',
      message: 'What stood under the copy could not be told apart, and did not come.',
      kept: others.join('\n')
    })
  return filled
}

function linesOf(tagline: MarkupElement): Line[] {
  const lines: Line[] = []
  let text = ''
  const flush = () => {
    const line = text.replace(/\s+/g, ' ').trim()
    if (line !== '') lines.push({ text: line, href: null })
    text = ''
  }
  for (const child of tagline.children) {
    if (!isElement(child)) text += child
    else if (child.name === 'br' || child.name === 'p') {
      flush()
      text += markupText(child)
    } else if (child.name === 'a' && text.trim() === '') {
      const href = child.attributes.href ?? ''
      lines.push({ text: lineOf(child) || href, href })
    } else text += markupText(child)
  }
  flush()
  return lines
}
