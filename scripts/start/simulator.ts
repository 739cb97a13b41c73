import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DemoApp } from './demo-app.ts';
import type { Family, Member } from './family.ts';
import { isTaken, portIsTaken } from './ports.ts';
import type { Settings } from './settings.ts';

export interface RunningSimulator {
  /** `http://host:port`, as this machine reaches it. */
  url: string;
  /** Resolves once it answers. The product may start meanwhile: it calls nobody before somebody connects. */
  ready: Promise<void>;
  /** Absent when it belongs to another start of the same installation, which will end it. */
  member?: Member;
}

interface Run {
  pid: number;
  runId: string;
  port: number;
  starterPid: number;
}

const finishingMayTakeMs = 10_000;

/**
 * Runs the simulator over the world kept in DATA_DIR, or joins the one that another live start of this installation
 * runs. One whose starter was killed is on its way out, and is waited for rather than joined.
 * Throws a sentence when the port belongs to a stranger.
 */
export async function startSimulator(
  settings: Settings,
  family: Family,
  log: (sentence: string) => void,
): Promise<RunningSimulator> {
  const runFile = join(settings.dataDir, 'simulator', 'run.json');
  const earlier = await readRun(runFile);
  if (earlier) {
    const answers = await answersAs(settings, earlier);
    if (answers && earlier.starterPid !== process.pid && isRunning(earlier.starterPid)) {
      return { url: `http://${settings.localHost}:${earlier.port}`, ready: Promise.resolve() };
    }
    if (answers || isSimulator(earlier.pid)) {
      log('Waiting for the simulator of an earlier start to finish.');
      await untilGone(earlier.pid);
    }
  }
  if (settings.simulatorPort !== 0 && (await isTaken(settings.localHost, settings.simulatorPort))) {
    throw new Error(portIsTaken(settings.simulatorPort, 'SIMULATOR_PORT'));
  }

  const runId = randomUUID();
  const member = family.add({
    name: 'The simulator',
    args: [
      'simulator/main.ts',
      '--data',
      join(settings.dataDir, 'simulator'),
      // Where a world is kept already, it goes on as it was.
      '--seed',
      settings.simulatorSeed,
    ],
    env: {
      ...withoutSecrets(process.env),
      SIMULATOR_PORT: String(settings.simulatorPort),
      SIMULATOR_RUN_ID: runId,
    },
    output: 'read',
  });
  // Written before it answers: killed in between, the next start must know whom to wait for.
  const run = { pid: member.process.pid ?? 0, runId, port: settings.simulatorPort, starterPid: process.pid };
  await writeRun(runFile, run);
  const listening = untilListening(member);
  if (run.port === 0) await writeRun(runFile, { ...run, port: await listening });
  const port = run.port || (await listening);
  return { url: `http://${settings.localHost}:${port}`, ready: listening.then(() => undefined), member };
}

/** Tells the simulator of an app of ours what one would enter at Meta: where people and callbacks are sent. */
export async function registerApp(simulatorUrl: string, app: DemoApp, publicUrl: string): Promise<void> {
  const answer = await fetch(`${simulatorUrl}/_simulator/apps/${app.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      secret: app.secret,
      name: 'Tintype',
      redirectUris: [`${publicUrl}/oauth/instagram/callback`, `${publicUrl}/oauth/facebook/callback`],
      deauthorizeUrl: `${publicUrl}/meta/deauthorize`,
      dataDeletionUrl: `${publicUrl}/meta/data-deletion`,
    }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) {
    throw new Error(
      `The simulator did not take our app (status ${answer.status}): ${(await answer.text()).slice(0, 300)}`,
    );
  }
}

/**
 * Tells the simulator where it may tell of comments, as one would at Meta under Webhooks. Throws a sentence when the product
 * does not answer its handshake.
 */
export async function registerWebhooks(
  simulatorUrl: string,
  app: DemoApp,
  webhooks: { productUrl: string; verifyToken: string },
): Promise<void> {
  const answer = await fetch(`${simulatorUrl}/_simulator/apps/${app.id}/webhooks/instagram`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      callbackUrl: `${webhooks.productUrl}/webhooks/meta`,
      verifyToken: webhooks.verifyToken,
    }),
    signal: AbortSignal.timeout(15_000),
  });
  if (!answer.ok) {
    throw new Error(
      `The simulator could not tell us of comments (status ${answer.status}): ${(await answer.text()).slice(0, 300)}`,
    );
  }
}

/** The simulator stands for somebody else, who would not know our database or our keys. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(DATABASE_URL|VAULT_|INSTAGRAM_|FACEBOOK_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}

/** It says `listening on http://…:PORT` once it does. */
function untilListening(member: Member): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    member.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      // Kept reading after the answer too: a full pipe would stop the simulator.
      if (said.length < 10_000) said += text;
      const port = /listening on \S+:(\d+)/.exec(said)?.[1];
      if (port) resolve(Number(port));
    });
    void member.ended.then((code) =>
      reject(new Error(`The simulator ended while it was starting (exit code ${code}).`)),
    );
  });
}

async function readRun(path: string): Promise<Run | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text ? (JSON.parse(text) as Run) : null;
}

async function writeRun(path: string, run: Run): Promise<void> {
  await writeFile(`${path}.${process.pid}`, JSON.stringify(run), { mode: 0o600 });
  await rename(`${path}.${process.pid}`, path);
}

async function answersAs(settings: Settings, run: Run): Promise<boolean> {
  try {
    const answer = await fetch(`http://${settings.localHost}:${run.port}/_simulator/healthz`, {
      signal: AbortSignal.timeout(2_000),
    });
    return ((await answer.json()) as { runId?: string }).runId === run.runId;
  } catch {
    return false; // Nobody there, or somebody who speaks another language.
  }
}

async function untilGone(pid: number): Promise<void> {
  for (let waitedMs = 0; isRunning(pid); waitedMs += 50) {
    if (waitedMs === 0) signal(pid, 'SIGTERM');
    if (waitedMs === finishingMayTakeMs) signal(pid, 'SIGKILL');
    await delay(50);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in between.
  }
}

/** A number may have gone to another program since; Linux tells what a process was started as. */
function isSimulator(pid: number): boolean {
  return isRunning(pid) && readProc(pid, 'cmdline').includes('simulator/main.ts');
}

/** A zombie, which in some containers is never reaped, does not run. */
function isRunning(pid: number): boolean {
  if (/\) Z /.test(readProc(pid, 'stat'))) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readProc(pid: number, file: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // Not Linux, or no such process.
  }
}
