/** The bundle as VS Code loads it, with an editor of which there is only what the extension touches by itself. */

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, test } from 'node:test';

interface Extension {
  activate(context: { extensionPath: string; subscriptions: unknown[] }): Promise<void>;
  deactivate(): Promise<void>;
}

/** How long a server may take to start or end, in milliseconds. */
const PATIENCE = 20_000;

const commands = new Map<string, () => Promise<void>>();
const messages: string[] = [];
const log: string[] = [];
let settings: Record<string, unknown> = {};

/** A value that is whatever is asked of it: a class to extend, an event to hear, a function, an object. */
function anything(): unknown {
  const known = new Map<PropertyKey, unknown>();
  return new Proxy(class {}, {
    get(target, key) {
      if (key === 'prototype') {
        return target.prototype;
      }
      // Not a promise, not a list, and no text of its own.
      if (typeof key === 'symbol' || key === 'then') {
        return undefined;
      }
      if (!known.has(key)) {
        known.set(key, anything());
      }
      return known.get(key);
    },
    apply: () => anything(),
  });
}

/** What stands in for a part of the editor: what is given, and anything for the rest. */
function part(given: Record<string, unknown>): unknown {
  const rest = anything() as Record<PropertyKey, unknown>;
  return new Proxy(given, { get: (target, key) => (key in target ? target[key as string] : rest[key]) });
}

const write = (line: unknown): void => void log.push(String(line));
const configuration = {
  get: (key: string) => (key === 'diglot' ? settings : settings[key]),
};
const editor = part({
  version: '1.91.0',
  commands: part({
    registerCommand(name: string, run: () => Promise<void>) {
      commands.set(name, run);
      return { dispose() {} };
    },
  }),
  window: part({
    createOutputChannel: () => ({ logLevel: 3, onDidChangeLogLevel: () => ({ dispose() {} }), info: write, warn: write, error: write, debug: write, trace: write, append: write, appendLine: write, show() {}, dispose() {} }),
    showErrorMessage(message: string) {
      messages.push(message);
      return Promise.resolve(undefined);
    },
    visibleTextEditors: [],
    tabGroups: part({ all: [] }),
  }),
  workspace: part({
    getConfiguration: () => configuration,
    workspaceFolders: undefined,
    textDocuments: [],
    notebookDocuments: [],
  }),
  EventEmitter: class {
    private readonly heard = new Set<(value: unknown) => void>();
    readonly event = (listener: (value: unknown) => void) => {
      this.heard.add(listener);
      return { dispose: () => this.heard.delete(listener) };
    };
    fire(value: unknown): void {
      this.heard.forEach((listener) => listener(value));
    }
    dispose(): void {
      this.heard.clear();
    }
  },
  env: part({ appName: 'none', language: 'en' }),
});

const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
const load = loader._load;
loader._load = (name, ...rest) => (name === 'vscode' ? editor : load(name, ...rest));
const extension = Module.createRequire(resolve('package.json'))('./dist/extension.js') as Extension;

/** Activates the extension with the program at this path as its server. */
async function activate(program: string): Promise<void> {
  settings = { 'server.path': program, server: { path: program }, mirror: 'off' };
  messages.length = 0;
  log.length = 0;
  await extension.activate({ extensionPath: resolve('.'), subscriptions: [] });
}

function server(): string {
  const program = process.env['DIGLOT_SERVER'];
  assert.ok(program, 'DIGLOT_SERVER must be the path of the binary');
  return program;
}

afterEach(() => extension.deactivate());

test('the commands are those that package.json announces', { timeout: PATIENCE }, async () => {
  await activate(server());
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: { commands: { command: string }[] } };
  assert.deepEqual([...commands.keys()].sort(), manifest.contributes.commands.map((one) => one.command).sort());
});

test('the server is started, ended and started again', { timeout: PATIENCE }, async () => {
  await activate(server());
  await commands.get('diglot.restartServer')?.();
  assert.deepEqual(messages, []);
  assert.equal(log.filter((line) => /^diglot \d+\.\d+\.\d+\S* is ready$/.test(line)).length, 2, log.join('\n'));
});

test('a program that is missing is told once, and a restart finds the one set since', { timeout: PATIENCE }, async () => {
  await activate('/nowhere/diglot');
  assert.deepEqual(messages, ['Diglot: `diglot.server.path` names no program: `/nowhere/diglot`.']);
  settings = { 'server.path': server() };
  await commands.get('diglot.restartServer')?.();
  assert.equal(messages.length, 1);
  assert.match(log.join('\n'), / is ready/);
});

test('a program that is no server is told once', { timeout: PATIENCE }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-'));
  try {
    const program = join(folder, 'diglot');
    writeFileSync(program, '#!/bin/sh\nexit 3\n');
    chmodSync(program, 0o755);
    await activate(program);
    assert.deepEqual(messages, [`Diglot: \`${program} server\` could not be started.`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
