import { childrenOf, descendants, findElement, hasClass, lineOf, markupText, type MarkupElement } from './markup.ts'
import type { FoundPerson } from './read-meta.ts'
import type { ImportNote } from './reader.ts'

/** The author's box as the app's own HTML has it: what stands of one person. */
export interface FoundBox extends Omit<FoundPerson, 'role'> {
  /** Where the portrait is; empty without one. */
  portrait: string
}

export function isAuthorBox(element: MarkupElement): boolean {
  return hasClass(element, 'author') && ['section', 'div'].includes(element.name)
}

export function readAuthorBox(box: MarkupElement): FoundBox {
  const all = [...descendants(box)]
  const classed = (name: string) => all.filter((element) => hasClass(element, name))
  return {
    name: lineOf(all.find(({ name }) => /^h[1-6]$/.test(name))),
    jobTitle: lineOf(classed('job-title')[0]),
    biography: classed('biography')
      .map((each) => markupText(each).trim())
      .join('\n'),
    handles: all
      .filter(({ name, attributes }) => name === 'a' && attributes.rel === 'me')
      .map((link) => {
        const url = link.attributes.href ?? ''
        return { service: lineOf(link) === url ? '' : lineOf(link), url }
      }),
    portrait: findElement(box, ({ name }) => name === 'img')?.attributes.src ?? ''
  }
}

/** The people with what their boxes say; a box of somebody who is not credited goes into a note. */
export function withBoxes(people: FoundPerson[], boxes: FoundBox[], notes: ImportNote[]): FoundPerson[] {
  for (const { name, jobTitle, biography } of boxes)
    if (!people.some((person) => person.name === name))
      notes.push({
        kind: 'left',
        message: `The author’s box of ${name} did not come: they are not credited.`,
        kept: [name, jobTitle, biography].filter(Boolean).join('\n')
      })
  return people.map((person) => {
    const box = boxes.find(({ name }) => name === person.name)
    return box ? { ...person, jobTitle: box.jobTitle, biography: box.biography, handles: box.handles } : person
  })
}

/** Names in the elements, each a person; `dc:creator` may hold several. */
export function namesOf(parent: MarkupElement, name: string): string[] {
  return childrenOf(parent, name)
    .map((each) => lineOf(each))
    .filter(Boolean)
}
