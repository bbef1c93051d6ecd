import { mediaTopicCode } from '../uri.ts'

type Item = Record<string, unknown>
type Fold = (value: unknown) => Item

/** What the last version of the flat ninjs calls otherwise; what is not named here is the same. */
const folds: Record<string, Fold> = {
  standard: () => ({
    $standard: { name: 'ninjs', version: '1.6', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json' }
  }),
  representationtype: () => ({ representationtype: 'complete' }),
  by: (value) => ({ byline: value }),
  altids: (value) => ({ altids: Object.fromEntries(list(value).map(({ role, value: id }) => [String(role), id])) }),
  headlines: (value) =>
    Object.fromEntries(
      list(value).map(({ role, value: text }) => [role === 'main' ? 'headline' : `headline_${String(role)}`, text])
    ),
  descriptions: (value) => Object.assign({}, ...list(value).map(description)) as Item,
  bodies: (value) => Object.assign({}, ...list(value).map(body)) as Item,
  people: (value) => ({ person: value }),
  organisations: (value) => ({ organisation: value }),
  genres: (value) => ({ genre: value }),
  infosources: (value) => ({ infosource: list(value).map(({ role, ...rest }) => ({ ...rest, rel: role })) }),
  subjects: (value) => ({ subject: list(value).map(term) }),
  renditions: (value) => ({
    renditions: named(list(value), ({ contenttype, ...rest }) => ({ ...rest, mimetype: contenttype }))
  }),
  associations: (value) => ({ associations: named(list(value), ninjsItem16) })
}

/** A ninjs 2.2 object as version 1.6 has it: texts by role in keys of their own, associations and renditions by name. */
export function ninjsItem16(item: Item): Item {
  return Object.assign(
    {},
    ...Object.entries(item).map(([key, value]) => folds[key]?.(value) ?? { [key]: value })
  ) as Item
}

/** Receivers of 1.x look for a summary and a picture's caption in `description_text`, and for its alt text in `body_text`. */
function description({ role, value }: Item): Item {
  if (role === 'caption' || role === 'summary') return { description_text: value }
  if (role === 'alttext') return { description_alttext: value, body_text: value }
  return { [`description_${String(role)}`]: value }
}

function body({ contenttype, charcount, wordcount, value }: Item): Item {
  return { charcount, wordcount, [contenttype === 'text/html' ? 'body_html' : 'body_text']: value }
}

/** A term is a code within a scheme; an address of no scheme that is known stands as a code of its own. */
function term({ uri, ...rest }: Item): Item {
  if (typeof uri !== 'string') return rest
  const code = mediaTopicCode(uri)
  return code === null ? { ...rest, code: uri } : { ...rest, scheme: 'http://cv.iptc.org/newscodes/mediatopic/', code }
}

function named(items: Item[], fold: (rest: Item) => Item): Item {
  return Object.fromEntries(items.map(({ name, ...rest }) => [String(name), fold(rest)]))
}

function list(value: unknown): Item[] {
  return value as Item[]
}
