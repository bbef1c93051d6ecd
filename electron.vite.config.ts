import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)
/** Builds that start and the tests ask for are made elsewhere and put in place whole. */
const out = process.env.COPYDESK_OUT ?? 'out'

const mainInputs = {
  index: at('src/main/index.ts'),
  web: at('src/main/web.ts'),
  'media-worker': at('src/main/media/worker.ts'),
  'search-worker': at('src/main/search/worker.ts'),
  'safety-worker': at('src/main/safety/worker.ts'),
  'import-worker': at('src/main/import/worker.ts')
}

export default defineConfig({
  main: {
    build: {
      outDir: at(`${out}/main`),
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(mainInputs).filter(([, file]) => existsSync(file))),
        // Beside the entries, so that import.meta.dirname is out/main in every one of them.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      outDir: at(`${out}/preload`),
      // A sandboxed preload can neither be an ES module nor require anything but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('src/renderer'),
    publicDir: false,
    resolve: {
      // The dictionaries are files of their packages, which do not export them.
      alias: [{ find: /^(dictionary-en(?:-gb)?)\/(index\.(?:aff|dic))/, replacement: at('node_modules/$1/$2') }]
    },
    worker: { format: 'es' },
    plugins: [svelte({ configFile: false })],
    // The page's own address is app://, so it has to be told where changes are announced.
    server: {
      host: 'localhost',
      port: 5173,
      strictPort: true,
      hmr: { protocol: 'ws', host: 'localhost', clientPort: 5173 },
      fs: { allow: [at('.')] }
    },
    build: {
      outDir: at(`${out}/renderer`),
      minify: true,
      // The content security policy knows no data: addresses and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('src/renderer/index.html') }
    }
  }
})
