/**
 * Who may import whom: the one table behind the rule `copydesk/layers`. A file belongs to the longest `folder` that
 * holds it, and may always import from there. What is not named here is refused.
 *
 * - `app`: folders and files of src it may import; a folder ending in `/` means the files directly in it.
 * - `types`: the same, for `import type` alone.
 * - `packages`: npm packages, `*` at the end for a family; `node` stands for all of Node's own modules.
 */
export const layers = [
  { folder: 'src/shared', app: ['src/shared/'], packages: [] },
  {
    folder: 'src/shared/document',
    app: ['src/shared/'],
    packages: ['@tiptap/core', '@tiptap/pm', '@tiptap/extension-*']
  },
  {
    folder: 'src/shared/article',
    app: ['src/shared/', 'src/shared/document'],
    packages: ['zod', 'canonicalize', '@noble/hashes', 'ulid', '@tiptap/pm']
  },
  {
    folder: 'src/shared/merge',
    app: ['src/shared/', 'src/shared/document', 'src/shared/article'],
    packages: ['@tiptap/pm']
  },
  {
    folder: 'src/shared/formats',
    app: ['src/shared/', 'src/shared/document', 'src/shared/article'],
    packages: [
      'fflate',
      'parse5',
      'yaml',
      'micromark',
      'micromark-extension-gfm',
      'fast-xml-parser',
      '@noble/hashes',
      'canonicalize',
      'zod',
      '@tiptap/pm'
    ]
  },
  {
    folder: 'src/shared/contract',
    app: ['src/shared/', 'src/shared/document', 'src/shared/article', 'src/shared/merge'],
    packages: ['zod']
  },

  {
    folder: 'src/main',
    app: ['src/main', 'src/shared', 'src/renderer/styles'],
    packages: [
      'node',
      'hono',
      '@hono/node-server',
      'ulid',
      'zod',
      '@noble/hashes',
      'canonicalize',
      'fflate',
      'sharp',
      'exifreader',
      'better-sqlite3'
    ]
  },
  { folder: 'src/main/index.ts', app: ['src/main', 'src/shared'], packages: ['node', 'electron'] },
  { folder: 'src/main/electron', app: ['src/main', 'src/shared'], packages: ['node', 'electron', 'zod', 'fflate'] },
  {
    folder: 'src/main/store',
    app: [
      'src/main/whole-file.ts',
      'src/main/safety/replace-store.ts',
      'src/shared/',
      'src/shared/document',
      'src/shared/article',
      'src/shared/merge',
      'src/shared/contract'
    ],
    packages: ['node', 'better-sqlite3', 'ulid', 'zod', '@noble/hashes', 'canonicalize']
  },
  {
    folder: 'src/main/media',
    app: ['src/main/whole-file.ts', 'src/shared/', 'src/shared/article', 'src/shared/document'],
    packages: ['node', 'sharp', 'exifreader', '@noble/hashes', 'fast-xml-parser']
  },
  // Takes files from outside apart: of Node it has threads alone, so that a file can neither be opened nor sent.
  {
    folder: 'src/main/import',
    app: ['src/shared/', 'src/shared/document', 'src/shared/article', 'src/shared/contract', 'src/shared/formats'],
    packages: ['node', 'ulid']
  },
  // Looks at folders and reads files; what they hold is taken apart in `import` and stored by whoever is given it.
  {
    folder: 'src/main/wires',
    app: ['src/main/import', 'src/main/store', 'src/shared/', 'src/shared/contract', 'src/shared/formats'],
    packages: ['node']
  },
  {
    folder: 'src/main/handlers',
    app: [
      'src/main/',
      'src/main/store',
      'src/main/media',
      'src/main/safety',
      'src/main/search',
      'src/main/bundles',
      'src/main/import',
      'src/main/wires',
      'src/main/targets',
      'src/shared',
      'src/renderer/styles'
    ],
    packages: ['node', 'ulid', 'zod', '@noble/hashes', 'fflate']
  },

  {
    folder: 'src/preload',
    app: [],
    types: ['src/shared/', 'src/shared/contract', 'src/renderer/bridge.ts'],
    packages: ['electron']
  },

  {
    folder: 'src/renderer',
    app: [
      'src/renderer',
      'src/shared/',
      'src/shared/document',
      'src/shared/article',
      'src/shared/merge',
      'src/shared/contract'
    ],
    packages: ['svelte', 'zod', '@fontsource-variable/*', 'svelte-sonner', 'bits-ui', '@lucide/svelte']
  },
  {
    folder: 'src/renderer/bridge.ts',
    app: ['src/renderer/browser-door.ts', 'src/shared/', 'src/shared/contract'],
    packages: []
  },
  {
    folder: 'src/renderer/browser-door.ts',
    app: ['src/renderer/bridge.ts', 'src/renderer/event-stream.ts', 'src/shared/', 'src/shared/contract'],
    packages: []
  },
  {
    folder: 'src/renderer/event-stream.ts',
    app: ['src/shared/', 'src/shared/contract'],
    packages: []
  },
  {
    folder: 'src/renderer/ui',
    app: ['src/renderer/styles', 'src/shared/', 'src/shared/article', 'src/shared/document/links.ts'],
    packages: ['svelte', 'bits-ui', '@lucide/svelte', 'svelte-sonner', 'virtua']
  },
  {
    folder: 'src/renderer/spelling',
    app: ['src/shared/', 'src/shared/article'],
    packages: ['nspell', 'dictionary-en', 'dictionary-en-gb']
  },
  { folder: 'src/renderer/styles', app: [], packages: ['@fontsource-variable/*'] },
  {
    folder: 'src/renderer/state',
    app: [
      'src/renderer/',
      'src/renderer/spelling',
      'src/shared/',
      'src/shared/document',
      'src/shared/article',
      'src/shared/merge',
      'src/shared/contract'
    ],
    packages: ['svelte', 'ulid', '@tiptap/pm', '@noble/hashes']
  },
  {
    folder: 'src/renderer/features/*',
    app: [
      'src/renderer/bridge.ts',
      'src/renderer/browser-door.ts',
      'src/renderer/ui',
      'src/renderer/state',
      'src/renderer/styles',
      'src/shared/',
      'src/shared/document',
      'src/shared/article',
      'src/shared/merge',
      'src/shared/contract'
    ],
    packages: ['svelte', 'bits-ui', '@lucide/svelte', 'svelte-sonner', 'virtua', '@tiptap/*', 'ulid', 'fflate']
  }
]

/** The layer that a file of src belongs to: its row and the folder it stands for (`features/*` filled in), or null. */
export function layerOf(file) {
  let found = null
  for (const row of layers) {
    const folder = matchFolder(row.folder, file)
    if (folder !== null && (found === null || folder.length > found.folder.length)) found = { ...row, folder }
  }
  return found
}

/** The sentence that refuses this import, or null when it is allowed. `target` is a path from the root, or a package's name. */
export function refusal(layer, target, typesOnly) {
  if (target === 'package.json' && layer.folder === 'src/main') return null
  if (!target.startsWith('src/')) {
    if (layer.packages.some((name) => (name.endsWith('*') ? target.startsWith(name.slice(0, -1)) : target === name)))
      return null
    return `${layer.folder} may not import ${target === 'node' ? 'Node’s own modules' : target}`
  }
  const allowed = [layer.folder, ...layer.app, ...(typesOnly ? (layer.types ?? []) : [])]
  return allowed.some((place) => holds(place, target)) ? null : `${layer.folder} may not import ${target}`
}

export function holds(place, file) {
  if (place.endsWith('/')) return file.startsWith(place) && !file.slice(place.length).includes('/')
  return file === place || file.startsWith(`${place}/`)
}

function matchFolder(pattern, file) {
  if (!pattern.endsWith('/*')) return holds(pattern, file) ? pattern : null
  const parent = pattern.slice(0, -1)
  if (!file.startsWith(parent)) return null
  const [name, rest] = file.slice(parent.length).split('/')
  return rest === undefined ? null : parent + name
}
