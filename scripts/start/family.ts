import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiled } from './compiled.ts';

export interface Member {
  name: string;
  process: ChildProcess;
  /** Resolves to the exit code, or 128 plus the signal's number, as a shell would tell it. */
  ended: Promise<number>;
}

/** The processes that this start has made and will end. */
export interface Family {
  /** Starts `node <flags> <args>` as a process that finishes by itself should the starter be killed. */
  add(member: {
    name: string;
    flags?: string[];
    args: string[];
    env?: NodeJS.ProcessEnv;
    output?: 'shown' | 'read';
  }): Member;
  /** Asks one member to finish and waits until it has. */
  end(member: Member, signal: NodeJS.Signals): Promise<void>;
  /** Asks all to finish, the last started first, each after the one before has: the product before what it leans on. */
  endAll(signal: NodeJS.Signals): Promise<void>;
  /** Ends what is left without asking. */
  killAll(): void;
  isEnding(): boolean;
}

export function createFamily(root: string): Family {
  const members: Member[] = [];
  const endsWithStarter = pathToFileURL(join(import.meta.dirname, 'end-with-starter.ts')).href;
  let isEnding = false;

  return {
    add({ name, flags = [], args, env = process.env, output = 'shown' }) {
      const child = spawn(process.execPath, [...flags, '--import', endsWithStarter, ...args], {
        cwd: root,
        env: { ...compiled, ...env },
        // A Ctrl-C reaches every process of the terminal's session; only the starter should hear it.
        detached: true,
        stdio: ['ignore', output === 'shown' ? 'inherit' : 'pipe', 'inherit', 'ipc'],
      });
      const ended = new Promise<number>((resolve) => {
        child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
        child.once('error', () => resolve(1));
      });
      const member: Member = { name, process: child, ended };
      members.push(member);
      void ended.then(() => members.splice(members.indexOf(member), 1));
      return member;
    },
    async end(member, signal) {
      member.process.kill(signal);
      await member.ended;
    },
    async endAll(signal) {
      isEnding = true;
      for (const member of members.toReversed()) await this.end(member, signal);
    },
    killAll() {
      for (const member of members) member.process.kill('SIGKILL');
    },
    isEnding: () => isEnding,
  };
}
