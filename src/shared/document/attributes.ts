import type { Attribute } from '@tiptap/core'

declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array }

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new block id: 12 characters of Crockford base 32 (60 bits), unique within an article across machines. */
export function newBlockId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => alphabet[byte & 31]).join('')
}

type Check = (value: unknown) => boolean

/**
 * One attribute of a node or mark. Every one names its check: pasted `data-pm-slice` context sets attributes
 * without asking `parseHTML`, and only `validate` stands between it and the stored article.
 */
export function attribute(dom: string, fallback: unknown, expected: string, check: Check): Attribute {
  return {
    default: fallback,
    validate(value: unknown) {
      if (!check(value)) throw new RangeError(`${dom} must be ${expected}, not ${JSON.stringify(value)?.slice(0, 60)}`)
    },
    parseHTML: (element) => readAttribute(element.getAttribute(dom), fallback, check),
    renderHTML: (attributes) => {
      const value = attributes[camel(dom)]
      return value === null || value === undefined || value === '' || value === false ? {} : { [dom]: String(value) }
    }
  }
}

function readAttribute(text: string | null, fallback: unknown, check: Check): unknown {
  if (text === null) return fallback
  for (const value of [text, Number(text), text === 'true']) if (check(value)) return value
  return fallback
}

/** As `attribute`, for a value that is no plain word: JSON where it stands in the DOM. */
export function jsonAttribute(dom: string, expected: string, check: Check): Attribute {
  return {
    ...attribute(dom, null, expected, orNull(check)),
    parseHTML: (element) => readJson(element.getAttribute(dom), check),
    renderHTML: (attributes) => {
      const value = attributes[camel(dom)]
      return value === null || value === undefined ? {} : { [dom]: JSON.stringify(value) }
    }
  }
}

function readJson(text: string | null, check: Check): unknown {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return check(value) ? value : null
  } catch {
    return null
  }
}

function camel(dom: string): string {
  return dom.replace(/^data-/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

export const isString = (limit: number) => (value: unknown) => typeof value === 'string' && value.length <= limit
export const isOneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value)
export const isNumber = (min: number, max: number) => (value: unknown) =>
  typeof value === 'number' && value >= min && value <= max
export const isWhole = (min: number, max: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max
export const orNull = (check: Check) => (value: unknown) => value === null || check(value)

const blockIdPattern = /^[0-9A-Za-z_-]{1,40}$/

/** The stable id that every textblock and figure carries; null only until the editor has given it one. */
export const idAttribute: Attribute = {
  ...attribute(
    'data-id',
    null,
    'a block id',
    (value) => value === null || (typeof value === 'string' && blockIdPattern.test(value))
  ),
  keepOnSplit: false
}

/** Marks that any text may carry while suggestions are open. */
export const suggestionMarks = 'insertion deletion modification'
