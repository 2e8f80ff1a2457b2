import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/** A page that is open in a real browser. */
export interface Page {
  /** The value of an expression in the page; it must be plain data. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Presses a key, by its name, such as `ArrowRight`. */
  readonly press: (key: string) => Promise<void>;
  /** Writes into whatever has the focus. */
  readonly type: (text: string) => Promise<void>;
  /** Every node of the accessibility tree: role and name. */
  readonly accessible: () => Promise<readonly { readonly role: string; readonly name: string }[]>;
  /** Addresses that were asked for, the page's own included. */
  readonly requests: readonly string[];
  /** Errors, refusals and what scripts print. */
  readonly messages: readonly string[];
}

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  /** @default false */
  readonly dark?: boolean;
  /** As on paper. @default false */
  readonly print?: boolean;
  /** Whether scripts of the page run. @default true */
  readonly scripts?: boolean;
}

/** A line of the DevTools protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Chromium's executable; absent where it is not installed. */
export function chromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** Opens a page in a fresh browser, hands it to `use`, and closes the browser whatever happens. */
export async function withPage<T>(executable: string, html: string, look: Look, use: (page: Page) => Promise<T>) {
  const folder = mkdtempSync(join(tmpdir(), 'stepgate-chromium-'));
  const file = join(folder, 'page.html');
  writeFileSync(file, html);
  const flags = [
    '--headless',
    '--no-sandbox',
    '--no-first-run',
    '--remote-debugging-pipe',
    `--user-data-dir=${folder}/profile`,
  ];
  const browser = spawn(executable, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  const ended = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  try {
    // the two extra pipes, of which spawn's type knows only that they are streams
    const [, , , input, output] = browser.stdio as unknown as [null, null, null, Writable, Readable];
    return await use(await open(connect(input, output), pathToFileURL(file).href, look));
  } finally {
    // its own group: the processes it started would otherwise outlive it, and write into the folder that is removed
    if (browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

interface Connection {
  readonly send: (method: string, params?: object, sessionId?: string) => Promise<unknown>;
  readonly listen: (listener: (method: string, params: unknown) => void) => void;
}

/** The DevTools protocol over two pipes: JSON, each message followed by a NUL. */
function connect(input: Writable, output: Readable): Connection {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const listeners: ((method: string, params: unknown) => void)[] = [];
  let rest = '';
  let lastId = 0;
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const { id, method, params, result, error } = JSON.parse(part) as Message;
      if (method !== undefined) listeners.forEach((listener) => listener(method, params));
      if (id === undefined) continue;
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  return {
    listen: (listener) => void listeners.push(listener),
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        input.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      }),
  };
}

async function open({ send, listen }: Connection, url: string, look: Look): Promise<Page> {
  const { width, dark = false, print = false, scripts = true } = look;
  const { targetId } = (await send('Target.createTarget', { url: 'about:blank' })) as { targetId: string };
  const attached = await send('Target.attachToTarget', { targetId, flatten: true });
  const { sessionId } = attached as { sessionId: string };
  const ask = (method: string, params?: object) => send(method, params, sessionId);
  const requests: string[] = [];
  const messages: string[] = [];
  const loaded = new Promise<void>((resolve) => {
    listen((method, params) => {
      if (method === 'Page.loadEventFired') resolve();
      if (method === 'Network.requestWillBeSent') requests.push((params as { request: { url: string } }).request.url);
      const said = ['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded'];
      if (said.includes(method)) messages.push(JSON.stringify(params));
    });
  });
  for (const domain of ['Page', 'Network', 'Runtime', 'Log', 'Accessibility']) await ask(`${domain}.enable`);
  await ask('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
  const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
  await ask('Emulation.setEmulatedMedia', { features, media: print ? 'print' : '' });
  await ask('Emulation.setScriptExecutionDisabled', { value: !scripts });
  await ask('Page.navigate', { url });
  await loaded;
  return {
    requests,
    messages,
    evaluate: async (expression) => {
      const answer = await ask('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      const { result, exceptionDetails } = answer as { result: { value?: unknown }; exceptionDetails?: object };
      if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
      return result.value;
    },
    press: async (key) => {
      const code = { ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Tab: 9, Enter: 13, ' ': 32 }[key] ?? 0;
      // a key that means a character presses what has the focus only if it also writes it
      const text = { Enter: '\r', ' ': ' ' }[key];
      const event = { key, code: key, windowsVirtualKeyCode: code };
      await ask('Input.dispatchKeyEvent', { type: text === undefined ? 'rawKeyDown' : 'keyDown', ...event, text });
      await ask('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    type: async (text) => void (await ask('Input.insertText', { text })),
    accessible: async () => {
      const { nodes } = (await ask('Accessibility.getFullAXTree')) as {
        nodes: { ignored: boolean; role?: { value: string }; name?: { value: string } }[];
      };
      return nodes
        .filter(({ ignored }) => !ignored)
        .map(({ role, name }) => ({ role: role?.value ?? '', name: name?.value ?? '' }));
    },
  };
}
