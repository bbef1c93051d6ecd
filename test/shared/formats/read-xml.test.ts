import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute, descendants, element, elements, readXml, textWithin } from '#shared/formats/read-xml.ts'
import { block, inline, writeXml, xmlDocument } from '#shared/formats/xml.ts'
import { expectOk } from '#shared/result.ts'

test('names are read by their namespace, whatever the prefix', () => {
  const root = expectOk(readXml('<a:r xmlns:a="one" xmlns="two"><b a:x="1"/><a:b xmlns:a="three">t</a:b></a:r>'))
  expect([root.space, root.name]).toEqual(['one', 'r'])
  expect(elements(root, 'b').map(({ space }) => space)).toEqual(['two', 'three'])
  expect(attribute(element(root, 'b'), 'x')).toBe('1')
  expect([...descendants(root)].length).toBe(2)
})

test('text, CDATA and the five entities are words; comments and instructions are not', () => {
  const root = expectOk(
    readXml('<?xml version="1.0"?><!-- no --><r>a &amp; b<![CDATA[ <c> ]]>&#65;&#x42;<?no?><!-- no --></r>')
  )
  expect(textWithin(root)).toBe('a & b <c> AB')
})

test('a document type that only names itself is passed over, and one that declares anything is refused', () => {
  expect(textWithin(expectOk(readXml('<!DOCTYPE r><r>&b;</r>')))).toBe('&b;')
  const bomb =
    '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><r>&b;&x;</r>'
  expect(readXml(bomb, 'This document')).toMatchObject({
    ok: false,
    error: { code: 'refused', message: expect.stringMatching(/^This document declares entities/) }
  })
})

test.each([
  ['<r>', 'it ends before “r” is closed|Unclosed tag'],
  ['<r><a></r></a>', 'instead of closing tag'],
  ['<r></r><r></r>', 'root'],
  ['<r a=1></r>', 'without value'],
  ['<r a="1', 'open quote'],
  ['<r a="1" a="2"/>', 'repeated'],
  ['<r></r>words', 'Extra text'],
  ['words', 'not expected'],
  ['', 'Start tag expected'],
  ['<r><!-- </r>', 'Unclosed']
])('%s is refused', (text, words) => {
  expect(readXml(text)).toMatchObject({
    ok: false,
    error: {
      code: 'damaged',
      message: expect.stringMatching(new RegExp(`^The file is broken in line 1: .*(${words})`))
    }
  })
})

test.each([
  ['deep', '<a>'.repeat(500_000), 'refused'],
  ['deep by a little', `${'<r>'.repeat(201)}${'</r>'.repeat(201)}`, 'refused'],
  ['wide', `<r>${'<a/>'.repeat(601_000)}</r>`, 'too-large']
])('XML that is too %s is refused', (_, text, code) => {
  expect(readXml(text)).toMatchObject({ ok: false, error: { code } })
})

test('four times as much to read takes about four times as long', () => {
  const took = (elements: number) => {
    const text = `<r>${'<a b="1">t &amp; u</a>'.repeat(elements)}</r>`
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now()
      expectOk(readXml(text))
      return performance.now() - started
    })
    return Math.min(...times)
  }
  took(10_000)
  expect(took(40_000) / took(10_000)).toBeLessThan(14)
})

test('what our own writer writes is read as it was meant', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      (words, value) => {
        const clean = (text: string) => text.replace(/[^\P{C}]/gu, '').trim()
        const xml = xmlDocument(block('r', {}, inline('t', { a: clean(value) }, clean(words))))
        const read = element(expectOk(readXml(xml)), 't')
        return textWithin(read) === clean(words) && (attribute(read, 'a') ?? '') === clean(value)
      }
    )
  )
  expect(writeXml(inline('t', {}))).toContain('t')
})
