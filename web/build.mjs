// Builds web/dist: hashed assets that may be cached for ever, and an index.html that names them.
import { build } from 'esbuild';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const dist = `${root}/dist`;

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const result = await build({
  absWorkingDir: root,
  entryPoints: { app: 'src/main.ts', style: 'src/styles/main.css' },
  outdir: 'dist/assets',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['chrome109', 'firefox115', 'safari16'],
  minify: true,
  legalComments: 'linked',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
});

const outputOf = (entryPoint) => {
  const found = Object.entries(result.metafile.outputs).find(([, output]) => output.entryPoint === entryPoint);
  if (found === undefined) throw new Error(`The bundle has no output for ${entryPoint}; was the file renamed?`);
  return `/assets/${basename(found[0])}`;
};

const page = (await readFile(`${root}/index.html`, 'utf8'))
  .replace('/src/styles/main.css', outputOf('src/styles/main.css'))
  .replace('/src/main.ts', outputOf('src/main.ts'));
await writeFile(`${dist}/index.html`, page);
await cp(`${root}/public`, dist, { recursive: true });

for (const [path, output] of Object.entries(result.metafile.outputs)) {
  // Compressed once here and not at each request: the player is half a megabyte, a second on a 5 Mb/s line.
  if (/\.(js|css)$/.test(path)) await writeFile(`${root}/${path}.gz`, gzipSync(await readFile(`${root}/${path}`), { level: 9 }));
  console.log(`${relative('dist', path).padEnd(40)} ${(output.bytes / 1024).toFixed(1).padStart(8)} KiB`);
}
