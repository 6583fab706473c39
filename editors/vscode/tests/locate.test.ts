import assert from 'node:assert/strict';
import { test } from 'node:test';

import { locate, type Surroundings } from '../src/locate';

/** A machine with these programs. */
function machine(programs: string[], rest: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: null,
    extension: '/extensions/diglot',
    workspace: '/work',
    home: '/home/eva',
    platform: 'linux',
    searchPath: '/usr/local/bin:/usr/bin',
    isProgram: (path) => programs.includes(path),
    ...rest,
  };
}

const windows: Partial<Surroundings> = {
  platform: 'win32',
  extension: 'C:\\extensions\\diglot',
  workspace: 'C:\\work',
  home: 'C:\\Users\\eva',
  searchPath: 'C:\\Windows;D:\\tools',
};

function found(here: Surroundings): string {
  const located = locate(here);
  assert.ok('program' in located, JSON.stringify(located));
  return located.program;
}

function problem(here: Surroundings): string {
  const located = locate(here);
  assert.ok('problem' in located, JSON.stringify(located));
  return located.problem;
}

const everywhere = ['/extensions/diglot/server/diglot', '/usr/local/bin/diglot', '/usr/bin/diglot', '/opt/diglot'];

test('the setting comes first, then the bundled server, then the PATH in its order', () => {
  assert.equal(found(machine(everywhere, { setting: '/opt/diglot' })), '/opt/diglot');
  assert.equal(found(machine(everywhere)), '/extensions/diglot/server/diglot');
  assert.equal(found(machine(everywhere.slice(1))), '/usr/local/bin/diglot');
  assert.equal(found(machine(everywhere.slice(2))), '/usr/bin/diglot');
});

test('an empty setting is none', () => {
  for (const setting of ['', '  ', null, undefined]) {
    assert.equal(found(machine(everywhere, { setting })), '/extensions/diglot/server/diglot');
  }
});

test('a bare name is looked up on the PATH, not in the workspace', () => {
  assert.equal(found(machine(['/usr/bin/diglot-next', '/work/diglot-next'], { setting: 'diglot-next' })), '/usr/bin/diglot-next');
  assert.match(problem(machine(['/work/diglot-next'], { setting: 'diglot-next' })), /no such program on the PATH/);
});

test('a setting that leads nowhere is not replaced by another program', () => {
  assert.match(problem(machine(everywhere, { setting: '/opt/nothing' })), /names no program: `\/opt\/nothing`/);
});

test('the home folder and the workspace are where paths can start', () => {
  assert.equal(found(machine(['/home/eva/bin/diglot'], { setting: '~/bin/diglot' })), '/home/eva/bin/diglot');
  assert.equal(found(machine(['/work/target/debug/diglot'], { setting: './target/debug/diglot' })), '/work/target/debug/diglot');
  assert.match(problem(machine(everywhere, { setting: 'target/diglot', workspace: undefined })), /must be absolute/);
});

test('the current folder is never searched, whatever the PATH says', () => {
  const here = machine(['diglot', './diglot', 'bin/diglot', '/work/diglot'], { searchPath: ':.:bin:' });
  assert.match(problem(here), /no program `diglot` on the PATH/);
});

test('without a PATH there is an answer, too', () => {
  assert.match(problem(machine([], { searchPath: undefined })), /set `diglot.server.path`/);
});

test('on Windows, programs end in .exe and drives and backslashes make a path', () => {
  assert.equal(found(machine(['D:\\tools\\diglot.exe'], windows)), 'D:\\tools\\diglot.exe');
  assert.equal(
    found(machine(['C:\\extensions\\diglot\\server\\diglot.exe', 'D:\\tools\\diglot.exe'], windows)),
    'C:\\extensions\\diglot\\server\\diglot.exe',
  );
  assert.equal(found(machine(['D:\\x\\diglot.exe'], { ...windows, setting: 'D:\\x\\diglot' })), 'D:\\x\\diglot.exe');
  assert.equal(found(machine(['C:\\work\\x\\diglot.exe'], { ...windows, setting: 'x\\diglot.exe' })), 'C:\\work\\x\\diglot.exe');
  assert.equal(found(machine(['C:\\Users\\eva\\diglot.exe'], { ...windows, setting: '~\\diglot' })), 'C:\\Users\\eva\\diglot.exe');
});
