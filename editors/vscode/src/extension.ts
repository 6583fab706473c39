/** Starts the language server of Diglot, and starts it again when asked to. Everything else is the server's. */

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

import { locate } from './locate';
import { forServer } from './settings';

/** How long a server may take to end before it is killed, in milliseconds. */
const PATIENCE = 2000;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Diglot', { log: true });
  server = new Server(context.extensionPath, output);
  const running = server;
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('diglot.showOutput', () => output.show()),
    vscode.commands.registerCommand('diglot.restartServer', () => running.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('diglot.server')) {
        void running.restart();
      }
    }),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

let server: Server | undefined;

/** The server, of which there is at most one. */
class Server {
  private client: Client | undefined;
  /** What was asked for last; the next thing waits for it, so that two restarts never overlap. */
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly extension: string,
    private readonly output: vscode.LogOutputChannel,
  ) {}

  /** Ends the server if one runs, and starts one with the settings as they are now. */
  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      await this.start();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.last = this.last.then(work).catch((error: unknown) => this.output.error(String(error)));
    return this.last;
  }

  private async start(): Promise<void> {
    const located = locate({
      setting: vscode.workspace.getConfiguration('diglot').get<string | null>('server.path'),
      extension: this.extension,
      workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      home: homedir(),
      platform: process.platform,
      searchPath: process.env['PATH'],
      isProgram,
    });
    if ('problem' in located) {
      this.complain(located.problem);
      return;
    }
    this.output.info(`starting ${located.program} server`);
    try {
      this.client = new Client(located.program, this.output);
      await this.client.start();
      const info = this.client.initializeResult?.serverInfo;
      this.output.info(`${info?.name ?? 'the server'} ${info?.version ?? ''} is ready`);
    } catch (error) {
      this.output.error(String(error));
      this.complain(`\`${located.program} server\` could not be started.`);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client) {
      // A client whose server never came up has nothing to stop, and says so by throwing.
      await client.dispose(PATIENCE).catch((error: unknown) => this.output.debug(String(error)));
    }
  }

  /** Tells the user, without waiting for an answer: a start must not hang on an open message. */
  private complain(problem: string): void {
    this.output.error(problem);
    const settings = 'Open Settings';
    const output = 'Show Output';
    void vscode.window.showErrorMessage(`Diglot: ${problem}`, settings, output).then((choice) => {
      if (choice === settings) {
        void vscode.commands.executeCommand('workbench.action.openSettings', 'diglot.server.path');
      } else if (choice === output) {
        this.output.show();
      }
    });
  }
}

/** A client that leaves it to its owner to tell the user of a failed start. */
class Client extends LanguageClient {
  private starting = false;

  constructor(program: string, output: vscode.LogOutputChannel) {
    const server: ServerOptions = { command: program, args: ['server'] };
    const options: LanguageClientOptions = {
      documentSelector: [
        { scheme: 'file', language: 'markdown' },
        { scheme: 'file', language: 'plaintext' },
        { scheme: 'file', pattern: '**/{diglot.toml,.diglot-ignore}' },
      ],
      outputChannel: output,
      initializationOptions: forServer(vscode.workspace.getConfiguration().get('diglot')),
      initializationFailedHandler: () => false,
      synchronize: { configurationSection: 'diglot' },
      middleware: {
        // From the palette or a key they come without arguments: what they are about is where the cursor is.
        executeCommand: (command, args, next) => next(command, args.length > 0 ? args : here()),
        workspace: {
          configuration: async (params, token, next) => {
            const answers = await next(params, token);
            return Array.isArray(answers) ? answers.map(forServer) : answers;
          },
        },
      },
    };
    super('diglot', 'Diglot', server, options);
  }

  override async start(): Promise<void> {
    this.starting = true;
    try {
      await super.start();
    } finally {
      this.starting = false;
    }
  }

  override error(message: string, data?: unknown, showNotification: boolean | 'force' = true): void {
    super.error(message, data, this.starting ? false : showNotification);
  }
}

/** Where the cursor is, as the server's commands want it. */
function here(): unknown[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return [];
  }
  const { line, character } = editor.selection.active;
  return [editor.document.uri.toString(), { line, character }];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
