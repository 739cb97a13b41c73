import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contract } from './contract/index.ts';

const outDir = join(import.meta.dirname, 'dist', 'web');
const product = 'http://127.0.0.1:4200';

export default defineConfig({
  root: 'web',
  plugins: [
    buildForProduction(),
    slimContract(),
    react(),
    tailwindcss(),
    preloadFonts(),
    shipLicence(),
    precompress(),
  ],
  build: {
    outDir,
    emptyOutDir: true,
    // Our policy is default-src 'self': a picture or a font inlined as a data: address would be refused.
    assetsInlineLimit: 0,
    // Browsers that know light-dark() themselves (Baseline 2024). Rewritten for older ones, a plate could no longer be dark
    // on a light page.
    cssTarget: ['chrome123', 'safari17.5', 'firefox128'],
    modulePreload: { polyfill: false },
  },
  server: {
    port: 4201,
    fs: { allow: ['..'] },
    proxy: Object.fromEntries(
      ['/api', '/media', '/oauth', '/meta', '/webhooks'].map((path) => [
        path,
        // The product takes changes only from its own origin.
        { target: product, headers: { origin: product } },
      ]),
    ),
  },
});

/**
 * A start whose own NODE_ENV says something else builds the same app. With React for development the pages carry half as much
 * script again, and a build stays until its sources change.
 */
function buildForProduction(): Plugin {
  return {
    name: 'build-for-production',
    apply: 'build',
    config() {
      process.env.NODE_ENV = 'production';
    },
  };
}

/**
 * The browser needs of each operation its method, its path and who may call it, and no schemas: answers are validated
 * where they are made. Leaving the schemas out keeps zod (22 KB compressed) out of every page.
 */
function slimContract(): Plugin {
  const table = Object.fromEntries(
    Object.entries(contract).map(([group, operations]) => [
      group,
      Object.fromEntries(
        Object.entries(operations).map(([name, { method, path, access }]) => [
          name,
          { method, path, access },
        ]),
      ),
    ]),
  );
  return {
    name: 'slim-contract',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/contract/index.ts')) return null;
      return `export const contract = ${JSON.stringify(table)};`;
    },
  };
}

/** Names the fonts in the page's head, so that they arrive with the first text and nothing moves when they do. */
function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        return Object.keys(bundle ?? {})
          .filter((name) => name.endsWith('.woff2'))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${name}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}

/** libheif's licence goes with it (NOTICE); the help page leads there. */
function shipLicence(): Plugin {
  return {
    name: 'ship-licence',
    apply: 'build',
    async generateBundle() {
      const source = await readFile(
        join(import.meta.dirname, 'node_modules', 'libheif-js', 'libheif-wasm', 'LICENSE'),
      );
      this.emitFile({ type: 'asset', fileName: 'licences/libheif.txt', source });
    },
  };
}

/** Lays a `.gz` beside every text file of the build, and beside what else shrinks, for the server to hand out as it is. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle(_options, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(js|css|svg|html|wasm|txt)$/.test(name));
      for (const name of texts) {
        const path = join(outDir, name);
        await writeFile(`${path}.gz`, await promisify(gzip)(await readFile(path), { level: 9 }));
      }
    },
  };
}
