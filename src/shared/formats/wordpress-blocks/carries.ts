/** How WordPress's blocks carry what stands in the copy. */
export const blockCopyCarries = {
  'author box': 'under the copy',
  dateline: 'before the first words',
  copy: 'as blocks',
  quotes: 'as quote blocks with cite',
  'pull quotes': 'as pullquote blocks',
  lists: 'as list blocks',
  tables: 'as table blocks',
  'fact boxes': 'as group blocks of class fact-box',
  embeds: 'as embed blocks',
  dividers: 'as separator blocks',
  formatting: 'as strong, em, s, sup and sub',
  links: 'as links',
  captions: 'as the captions of image blocks',
  credits: 'in the captions',
  copyright: 'as the last line',
  corrections: 'under the copy',
  'earlier article': null
}
