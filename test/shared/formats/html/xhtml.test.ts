import { expect, test } from 'vitest'
import { xhtml } from '#shared/formats/html/xhtml.ts'

test.each([
  ['a<br>b<hr>', 'a<br/>b<hr/>'],
  ['<img src="a" alt="x/y &gt; z">', '<img src="a" alt="x/y &gt; z"/>'],
  ['<hr class="x"><b>c</b>', '<hr class="x"/><b>c</b>'],
  ['&lt;br&gt;', '&lt;br&gt;'],
  ['<p>bell\u0007</p>', '<p>bell</p>']
])('%j is %j as XML', (html, xml) => {
  expect(xhtml(html)).toBe(xml)
})
