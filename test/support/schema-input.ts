import fc from 'fast-check'
import { z } from 'zod'
import { operations, type OperationName } from '#shared/contract/index.ts'

interface Shape {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  additionalProperties?: Shape | boolean
  propertyNames?: Shape
  items?: Shape
  prefixItems?: Shape[]
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
}

/** What the contract takes for an operation, made from its own schema: in shape, with nothing behind it. */
export function inputOf(name: OperationName): fc.Arbitrary<unknown> {
  const { input } = operations[name]
  const shape = z.toJSONSchema(input, { unrepresentable: 'any', io: 'input', reused: 'inline' }) as Shape
  return fromShape(shape).map((made) => (input.safeParse(made).success ? made : mend(input, made)))
}

/** A refinement that a shape cannot say: one of two fields, mostly. */
function mend(input: z.ZodType, made: unknown): unknown {
  if (typeof made !== 'object' || made === null) return made
  for (const key of Object.keys(made)) {
    const { [key]: _left, ...rest } = made as Record<string, unknown>
    if (input.safeParse(rest).success) return rest
  }
  return made
}

function fromShape(shape: Shape): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const)
  if (shape.enum) return fc.constantFrom(...shape.enum)
  const choices = shape.anyOf ?? shape.oneOf
  if (choices) return fc.oneof(...choices.map(fromShape))
  switch (shape.type) {
    case 'object':
      return fromObject(shape)
    case 'array':
      return shape.prefixItems
        ? fc.tuple(...shape.prefixItems.map(fromShape))
        : fc.array(shape.items ? fromShape(shape.items) : fc.constant(null), {
            minLength: shape.minItems ?? 0,
            maxLength: Math.min(shape.maxItems ?? 3, (shape.minItems ?? 0) + 2)
          })
    case 'string':
      return fromString(shape)
    case 'integer':
      return fc.integer({ min: Math.max(shape.minimum ?? -5, -1e9), max: Math.min(shape.maximum ?? 50, 1e9) })
    case 'number':
      return fc.double({ min: shape.minimum ?? -5, max: shape.maximum ?? 50, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      // Bytes have no JSON shape.
      return fc.uint8Array({ maxLength: 60 })
  }
}

function fromObject({
  properties = {},
  required = [],
  additionalProperties,
  propertyNames
}: Shape): fc.Arbitrary<unknown> {
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, fromShape(inner)])),
    {
      requiredKeys: required
    }
  )
  if (typeof additionalProperties !== 'object' || Object.keys(additionalProperties).length === 0) return known
  const names = propertyNames ? fromShape(propertyNames) : fc.string({ maxLength: 8 })
  const more = fc.dictionary(names as fc.Arbitrary<string>, fromShape(additionalProperties), { maxKeys: 2 })
  return fc.tuple(known, more).map(([one, other]) => ({ ...other, ...one }))
}

const hostile = [
  '__proto__',
  '../../etc/passwd',
  "'; DROP TABLE event; --",
  '<img src=x onerror=alert(1)>',
  '\u0000',
  '￿',
  '\u202e',
  '%00',
  'NEAR('
]

function fromString({ pattern, format, minLength = 0, maxLength = 40 }: Shape): fc.Arbitrary<string> {
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((at) => at.toISOString())
  if (format === 'email') return fc.constant('somebody@example.org')
  if (format === 'uri') return fc.constant('https://example.org/')
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  const sized = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }
  return fc.oneof(
    fc.constant('quay'.padEnd(minLength, 'y').slice(0, Math.max(maxLength, 1))),
    fc.string({ ...sized, unit: 'grapheme' }),
    fc.constantFrom(...hostile.map((text) => text.padEnd(minLength).slice(0, Math.max(maxLength, 1))))
  )
}

/** Where every value of an input stands, the whole of it first. */
export function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

/** The input with another value at a place. */
export function put(into: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value
  const copy = (Array.isArray(into) ? [...into] : { ...(into as object) }) as Record<string, unknown>
  return Object.defineProperty(copy, key, {
    value: put(copy[key], rest, value),
    enumerable: true,
    configurable: true,
    writable: true
  })
}

/** The input without what stands at a place. */
export function without(from: unknown, [key = '', ...rest]: string[]): unknown {
  const record = from as Record<string, unknown>
  if (rest.length > 0) return put(from, [key], without(record[key], rest))
  if (Array.isArray(from)) return from.filter((_, index) => String(index) !== key)
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
