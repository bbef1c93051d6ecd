const entity = (character: string) => `&#${character.codePointAt(0)};`
// Characters that no page can show: a parser drops or replaces them.
// eslint-disable-next-line no-control-regex
const unshowable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Text that any CommonMark or GFM reader reads back as the same text, wherever it stands in a line but at its start. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(unshowable, '')
      .replace(/[\\`*_[\]<|~{]/g, '\\$&')
      // A brace is escaped, and so is what makes it a call, for the template languages of site builders.
      .replace(/\{(?=[%#])/g, '{\\')
      .replace(/!$/, '\\!')
      .replace(/&(?=#|[a-z][a-z0-9]*;)/gi, '\\&')
      .replace(/(https?|ftp):(?=\/\/)/gi, '$1\\:')
      .replace(/www\./gi, (start) => `${start.slice(0, 3)}\\.`)
      .replace(/@/g, '\\@')
      .replace(/[\n\r\t\u2028\u2029]/g, entity)
  )
}

/** A whole textblock as written: white space at its ends kept, nothing at a line's start taken for a mark. */
export function escapeLines(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s+/, (space) => [...space].map(entity).join(''))
        .replace(/\s+$/, (space) => [...space].map(entity).join(''))
        .replace(/^(#|\+|-|=|>|:)/, '\\$1')
        .replace(/^(\d+)([.)])/, '$1\\$2')
    )
    .join('\n')
}

/** A heading's one line: a closing run of # would be taken for its end. */
export function escapeHeading(text: string): string {
  return text.replace(/(?<![&\\])#/g, '\\#')
}

/** A link's destination. */
export function escapeDestination(href: string): string {
  return href
    .replace(/[\\()<>*_~|]/g, '\\$&')
    .replace(/`/g, '%60')
    .replace(/&/g, '&amp;')
}
