import { builtinModules } from 'node:module'
import path from 'node:path'
import { holds, layerOf, refusal } from './layers.js'

const root = path.resolve(import.meta.dirname, '..')
const folders = { '#shared/': 'src/shared/', '#main/': 'src/main/', '#renderer/': 'src/renderer/', '#test/': 'test/' }

/** Holds every import, however it is written, against the table in layers.js. */
export const layersRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      refused: '{{ sentence }} (eslint/layers.js).',
      written: 'Imports across folders are written "{{ better }}", not "{{ name }}".'
    }
  },
  create(context) {
    const file = path.relative(root, context.filename).split(path.sep).join('/')
    const layer = layerOf(file)
    if (!layer) return {}

    function check(source, typesOnly = false) {
      if (typeof source?.value !== 'string') return
      const name = source.value.replace(/\?.*$/, '')
      const target = targetOf(name, file)
      const better = betterWritten(name, target, file, layer)
      if (better) context.report({ node: source, messageId: 'written', data: { name, better } })
      const sentence = refusal(layer, target, typesOnly)
      if (sentence) context.report({ node: source, messageId: 'refused', data: { sentence } })
    }

    return {
      ImportDeclaration: (node) => check(node.source, isTypesOnly(node.importKind, node.specifiers, 'importKind')),
      ExportNamedDeclaration: (node) => check(node.source, isTypesOnly(node.exportKind, node.specifiers, 'exportKind')),
      ExportAllDeclaration: (node) => check(node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal, true),
      'CallExpression[callee.name="require"]': (node) => check(node.arguments[0]),
      'NewExpression[callee.name="URL"][arguments.1.type="MemberExpression"]': (node) => {
        if (node.arguments[0].type === 'Literal' && /^[.#]/.test(node.arguments[0].value)) check(node.arguments[0])
      }
    }
  }
}

function isTypesOnly(kind, specifiers, key) {
  return kind === 'type' || (specifiers.length > 0 && specifiers.every((specifier) => specifier[key] === 'type'))
}

/** A path from the root, `node`, or the package's name. */
function targetOf(name, file) {
  if (name.startsWith('.')) return path.posix.join(path.posix.dirname(file), name)
  for (const [start, folder] of Object.entries(folders))
    if (name.startsWith(start)) return folder + name.slice(start.length)
  if (name.startsWith('node:') || builtinModules.includes(name)) return 'node'
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

/** How a relative import should have been written: none leaves its layer, and none climbs two steps out of its folder. */
function betterWritten(name, target, file, layer) {
  if (!name.startsWith('.') || !target.startsWith('src/')) return null
  const [, top] = file.split('/')
  const leaves = !holds(`src/${top}`, target)
  const climbs = name.startsWith('../../') && !holds(layer.folder, target)
  return leaves || climbs ? target.replace(/^src\//, '#') : null
}
