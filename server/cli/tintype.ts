#!/usr/bin/env node
import '../refuse-older-node.ts';
import { wallClock } from '../clock.ts';
import { ConfigError, readConfig, readEnv } from '../config/index.ts';
import { createLog } from '../log.ts';
import { examine, formatFindings, withSimulator } from './doctor/index.ts';
import { keysCommand, keysUsage } from './keys.ts';
import { peopleCommand, peopleUsage } from './people.ts';
import { withDatabase } from './open-database.ts';

const usage = [
  'tintype doctor        Looks at everything this installation stands on, and changes nothing.',
  'tintype doctor --json The same for programs: a list of findings.',
  ...keysUsage,
  ...peopleUsage,
  '',
  'Settings come from the environment, as for "npm start" (docs/operating/install.md).',
];

/** Runs one command and returns the exit code: 0 done, 1 a problem, 2 not a command. */
async function runCommand(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'doctor' && (rest.length === 0 || rest.join() === '--json'))
    return runDoctor(rest.includes('--json'));
  if (command === 'keys') return runKeys(rest);
  if (command === 'people') return runPeople(rest);
  const isAsked = command === undefined || command === '--help' || command === 'help';
  (isAsked ? console.log : console.error)(usage.join('\n'));
  return isAsked ? 0 : 2;
}

async function runDoctor(asJson: boolean): Promise<number> {
  const findings = await examine({
    env: await withSimulator(readEnv()),
    fetch,
    clock: wallClock,
    withDatabase,
  });
  console.log(asJson ? JSON.stringify(findings, null, 2) : formatFindings(findings));
  return findings.some((finding) => finding.level === 'problem') ? 1 : 0;
}

async function runKeys(args: string[]): Promise<number> {
  const config = readConfig(await withSimulator(readEnv()));
  const code = await withDatabase(config, (db) =>
    keysCommand(args, { config, db, log: createLog('warn'), print: (line) => console.log(line) }),
  );
  if (code !== undefined) return code;
  console.error('There is no database yet, and so there are no keys. The first start makes both.');
  return 1;
}

async function runPeople(args: string[]): Promise<number> {
  const config = readConfig(await withSimulator(readEnv()));
  const code = await withDatabase(config, (db) =>
    peopleCommand(args, { config, db, print: (line) => console.log(line) }),
  );
  if (code !== undefined) return code;
  console.error('There is no database yet, and so there is nobody. The first start makes it.');
  return 1;
}

try {
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  // A driver's error may quote an address with a password in it: only ours are told whole.
  const { code, message } = error as { code?: string; message: string };
  console.error(error instanceof ConfigError || !code ? message : `It failed (${code}).`);
  process.exitCode = 1;
}
