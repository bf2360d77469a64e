import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import tailwind from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/** The worker surface is the same TSX, built with Preact (traps.md §7): 10 kB instead of 60 on an old phone. */
const PREACT: Readonly<Record<string, string>> = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
};

const preact: Plugin = {
  name: 'zhijia:preact',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'worker' || environment.name === 'first',
  resolveId(source, importer, options) {
    const target = PREACT[source];
    return target ? this.resolve(target, importer, { ...options, skipSelf: true }) : null;
  },
};

/** What Chrome 79 and Safari 13 drop, rule by rule or, like @layer, the whole sheet. */
const UNKNOWN_TO_OLD_PHONES = /@layer|@property|@container|oklch\(|oklab\(|color-mix\(|:where\(|:is\(|:has\(/;

const oldPhones: Plugin = {
  name: 'zhijia:old-phones',
  applyToEnvironment: (environment) => environment.name === 'worker',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (!file.fileName.endsWith('.css') || file.type !== 'asset') continue;
      const found = UNKNOWN_TO_OLD_PHONES.exec(String(file.source));
      if (found) this.error(`${file.fileName} uses ${found[0]}, which the phones we serve do not know.`);
    }
  },
};

/** Writes .br and .gz beside each text file, so that the server sends them without compressing each time. */
const compress: Plugin = {
  name: 'zhijia:compress',
  enforce: 'post',
  applyToEnvironment: (environment) => environment.name !== 'first',
  generateBundle: {
    // Last of all: Vite itself still fills in what a dynamic import preloads.
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (!/\.(js|css|svg)$/.test(file.fileName)) continue;
        const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        const gzip = gzipSync(bytes, { level: 9 });
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(bytes) });
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzip });
      }
    },
  },
};

/** Vite puts a page where its source lies; each surface is to be one folder with the page at its top. */
const pageOnTop: Plugin = {
  name: 'zhijia:page-on-top',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (!name.endsWith('/index.html') || file.type !== 'asset') continue;
      delete bundle[name];
      this.emitFile({ type: 'asset', fileName: 'index.html', source: file.source });
    }
  },
};

/**
 * A folder `dist/web/<name>/`, which kernel/http/pages.ts serves. Assets are named from the root, so that the page
 * finds them from any depth (`/staff/orgs/12`).
 */
function surface(name: string, target: string[]) {
  return {
    consumer: 'client' as const,
    build: {
      target,
      outDir: `../../dist/web/${name}`,
      emptyOutDir: true,
      assetsDir: `assets/${name}`,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: `src/web/${name}/index.html` },
    },
  };
}

/**
 * `dist/web/first/first.js`: pure components of the worker surface, drawn by the server (kernel/http/first.ts). Nothing is
 * left to import, so that it knows no package of the server.
 */
const first = {
  consumer: 'server' as const,
  resolve: { noExternal: true as const },
  build: {
    target: 'node24',
    outDir: '../../dist/web/first',
    emptyOutDir: true,
    rolldownOptions: {
      input: 'src/web/first/first.tsx',
      output: { entryFileNames: 'first.js', codeSplitting: false },
    },
  },
};

export default defineConfig({
  plugins: [preact, react(), tailwind(), oldPhones, compress, pageOnTop],
  root: 'src/web',
  publicDir: false,
  environments: {
    // A phone bought in 2020, inside WeChat.
    worker: surface('worker', ['chrome79', 'safari13']),
    staff: surface('staff', ['chrome99', 'safari16.4']),
    first,
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['worker', 'staff', 'first']) await builder.build(builder.environments[name]!);
    },
  },
});
