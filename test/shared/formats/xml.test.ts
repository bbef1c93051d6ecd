import { XMLParser, XMLValidator } from 'fast-xml-parser'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allowedXml,
  block,
  blockOf,
  cdata,
  filled,
  inline,
  markup,
  writeXml,
  xmlDocument
} from '#shared/formats/xml.ts'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  trimValues: false,
  parseTagValue: false,
  cdataPropName: 'cdata',
  htmlEntities: true,
  processEntities: true
})
const parse = (text: string) => parser.parse(text) as Record<string, unknown>
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']]>',
        ']]',
        '&amp;',
        '&#60;',
        '\r',
        '\n',
        '\t',
        '\u0000',
        '\u000b',
        '\ud800',
        '\ufffe',
        'é',
        '𠮷',
        ' '
      )
    )
    .map((parts) => parts.join(''))
)
// CDATA has no way to say a carriage return: XML reads it as a line feed.
const inCdata = (text: string) => allowedXml(text).replace(/\r\n?/g, '\n')

test.each([
  [inline('a', {}), '<a/>'],
  [inline('a', { b: '', c: null, d: undefined, e: 0 }), '<a b="" e="0"/>'],
  [inline('a', { b: 'x"<&>\n\t\r' }), '<a b="x&quot;&lt;&amp;&gt;&#10;&#9;&#13;"/>'],
  [inline('p', {}, 'a ', inline('b', {}, 'c'), inline('i', {}, 'd')), '<p>a <b>c</b><i>d</i></p>'],
  [block('u', {}, inline('a', {}), null, inline('b', {})), '<u>\n<a/>\n<b/>\n</u>'],
  [block('u', {}, null), '<u/>'],
  [inline('c', {}, cdata('a]]>b')), '<c><![CDATA[a]]]]><![CDATA[>b]]></c>'],
  [inline('m', {}, markup('<x/>')), '<m><x/></m>'],
  [filled('a', ' \n'), ''],
  [filled('a', 'x', { y: 1 }), '<a y="1">x</a>'],
  [blockOf('a', {}, [null]), '']
])('%j is written as %s', (child, text) => {
  expect(writeXml(child)).toBe(text)
})

test('whatever the text, a parser reads it back from elements, attributes and CDATA', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (text, value, raw) => {
      const document = xmlDocument(
        inline('root', {}, inline('t', { v: value }, `x${text}x`), inline('c', {}, cdata(`x${raw}x`)))
      )
      expect(XMLValidator.validate(document)).toBe(true)
      const root = parse(document).root as { t: { '#text': string; '@v': string }; c: { cdata: string | string[] } }
      expect(root.t['#text']).toBe(`x${allowedXml(text)}x`)
      expect(root.t['@v']).toBe(allowedXml(value))
      expect([root.c.cdata].flat().join('')).toBe(`x${inCdata(raw)}x`)
    }),
    { numRuns: 500 }
  )
})

test('only characters of XML 1.0 are ever written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(allowedXml(text)).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u)
    })
  )
  expect(allowedXml('a\u0007b\ud800c\uffff')).toBe('ab\ufffdc')
})
