/** Where the server is. Pure: what the machine is like comes in as a value, so that every case can be tested. */

import { posix, win32 } from 'node:path';

/** The machine, as far as it matters here. */
export interface Surroundings {
  /** The setting `diglot.server.path`. */
  readonly setting: string | null | undefined;
  /** The folder the extension lies in. */
  readonly extension: string;
  /** The folder that a relative path in the setting starts from. */
  readonly workspace: string | undefined;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** The folders of programs, as the environment has them. */
  readonly searchPath: string | undefined;
  /** Whether there is a program at this path. */
  isProgram(path: string): boolean;
}

/** The program, or why there is none, in words for the user. */
export type Located = { readonly program: string } | { readonly problem: string };

/**
 * Finds the server: the setting, else the binary that came with the extension, else `diglot` on the PATH. A setting that
 * leads nowhere is an error: whoever named a program does not want another one.
 */
export function locate(here: Surroundings): Located {
  const setting = here.setting?.trim();
  if (setting) {
    return fromSetting(setting, here);
  }
  const { join } = paths(here);
  const bundled = join(here.extension, 'server', executable('diglot', here));
  const program = here.isProgram(bundled) ? bundled : onSearchPath('diglot', here);
  return program
    ? { program }
    : { problem: 'There is no program `diglot` on the PATH. Install it, or set `diglot.server.path`.' };
}

function fromSetting(setting: string, here: Surroundings): Located {
  const { isAbsolute, join } = paths(here);
  const isName = here.platform === 'win32' ? !/[\\/:]/.test(setting) : !setting.includes('/');
  if (isName && setting !== '~') {
    const program = onSearchPath(setting, here);
    return program
      ? { program }
      : { problem: `\`diglot.server.path\` is \`${setting}\`, and there is no such program on the PATH.` };
  }
  let path = setting;
  if (/^~(?=[\\/]|$)/.test(setting)) {
    path = join(here.home, setting.slice(1));
  } else if (!isAbsolute(setting)) {
    if (!here.workspace) {
      return { problem: `\`diglot.server.path\` is \`${setting}\`: without a folder opened, it must be absolute.` };
    }
    path = join(here.workspace, setting);
  }
  const program = [path, executable(path, here)].find((one) => here.isProgram(one));
  return program ? { program } : { problem: `\`diglot.server.path\` names no program: \`${path}\`.` };
}

function onSearchPath(name: string, here: Surroundings): string | undefined {
  const { delimiter, isAbsolute, join } = paths(here);
  return (here.searchPath ?? '')
    .split(delimiter)
    // An entry that is empty or relative means the current folder, where a workspace could plant a program.
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, executable(name, here)))
    .find((path) => here.isProgram(path));
}

/** The name of the file of a program. */
function executable(name: string, here: Surroundings): string {
  return here.platform === 'win32' && !/\.exe$/i.test(name) ? `${name}.exe` : name;
}

function paths(here: Surroundings): typeof posix {
  return here.platform === 'win32' ? win32 : posix;
}
