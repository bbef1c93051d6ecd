/** How HTML carries what stands in the copy, wherever the HTML itself stands. */
export const htmlCopyCarries = {
  quotes: 'as blockquote with cite',
  'pull quotes': 'as aside',
  lists: 'as ol and ul',
  tables: 'as a table',
  'fact boxes': 'as aside',
  embeds: 'as a card that links to the address',
  dividers: 'as hr',
  formatting: 'as strong, em, s, sup and sub',
  links: 'as links'
}
