import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { forServer } from '../src/settings';

interface Property {
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Record<string, Property>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  contributes: { configuration: { properties: Record<string, Property> }[] };
};

/** The settings that go to the server, by their keys in `diglot.toml`. */
const settings = new Map(
  manifest.contributes.configuration
    .flatMap((page) => Object.entries(page.properties))
    .map(([key, property]): [string, Property] => [key.replace(/^diglot\./, ''), property])
    .filter(([key]) => !/^(server|trace)\./.test(key)),
);

function server(...args: string[]): string {
  const program = process.env['DIGLOT_SERVER'];
  assert.ok(program, 'DIGLOT_SERVER must be the path of the binary');
  const run = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000 });
  // 1 says that something diverges.
  assert.ok(run.status === 0 || run.status === 1, `${program} ${args.join(' ')}: ${run.error ?? run.stderr}`);
  return run.stdout;
}

/** What `diglot check` says of a configuration with these lines. */
function complaints(lines: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-'));
  try {
    writeFileSync(join(folder, 'diglot.toml'), lines.join('\n'));
    writeFileSync(join(folder, 'a.de.md'), 'Eins.\n');
    writeFileSync(join(folder, 'a.hu.md'), 'Egy.\n');
    const report = JSON.parse(server('check', '--format', 'json', folder)) as {
      divergences: { rule: string; message: string }[];
    };
    return report.divergences.filter((one) => one.rule === 'config-invalid').map((one) => one.message);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the server gets the keys of diglot.toml that are set, and no others', () => {
  const section = { server: { path: '/opt/diglot' }, trace: { server: 'off' }, source: null, mirror: 'off', quiet_ms: 0 };
  assert.deepEqual(forServer(section), { mirror: 'off', quiet_ms: 0 });
  for (const nothing of [null, undefined, 'off', 3]) {
    assert.deepEqual(forServer(nothing), {});
  }
});

test('every setting, with each of its values, is one that diglot.toml may have', () => {
  for (const [key, property] of settings) {
    const values = property.enum ?? [property.default];
    for (const value of values.filter((value) => value !== null)) {
      const line = key === 'set' || typeof value !== 'object' || Array.isArray(value) ? `${key} = ${JSON.stringify(value)}` : `[${key}]`;
      assert.deepEqual(complaints([line]), [], line);
    }
  }
  const rules = Object.entries(settings.get('rules')?.properties ?? {});
  assert.deepEqual(complaints(['[rules]', ...rules.map(([rule]) => `${rule} = "off"`)]), []);
  for (const level of rules[0]?.[1].enum ?? []) {
    assert.deepEqual(complaints(['[rules]', `${rules[0]?.[0]} = "${level}"`]), [], level);
  }
  assert.notDeepEqual(complaints(['mirro = "off"']), [], 'a wrong key is told');
});

test('the rules are those that the server has', () => {
  const rules = server('explain').split('\n').map((line) => line.split(/\s/)[0]).filter(Boolean);
  assert.deepEqual(Object.keys(settings.get('rules')?.properties ?? {}), rules);
});

test('the version is the one of the server', () => {
  assert.equal(server('--version').trim(), `diglot ${manifest.version}`);
});
