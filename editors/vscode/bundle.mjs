// Bundles the extension into one file, as VS Code loads it; with --tests, the unit tests for `node --test`.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';

const shared = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' };

if (process.argv.includes('--tests')) {
  const entryPoints = readdirSync('tests').filter((name) => name.endsWith('.test.ts')).map((name) => `tests/${name}`);
  await build({ ...shared, entryPoints, outdir: 'dist/tests' });
} else {
  await build({
    ...shared,
    entryPoints: ['src/extension.ts'],
    external: ['vscode'],
    minify: true,
    outfile: 'dist/extension.js',
  });
}
