import { expect, test } from 'vitest';
import { runTool } from './run-tool.ts';

const cwd = import.meta.dirname;
const env = { PATH: process.env['PATH'] };

test('a tool is judged by its exit code, and what it said is kept in order', async () => {
  const run = await runTool({
    command: ['sh', '-c', 'echo one; echo two; exit 3'],
    cwd,
    env,
    limitMs: 60_000,
  });

  expect(run).toEqual({ isGood: false, output: 'one\ntwo\n' });
});

test('a tool that hangs is ended with all it has started, and has failed', async () => {
  const run = await runTool({
    command: ['sh', '-c', 'sleep 600 & echo $!; sleep 600'],
    cwd,
    env,
    limitMs: 300,
  });

  expect(run.isGood).toBe(false);
  expect(run.output).toContain('without a result');
});

test('what a finished tool leaves running is ended', async () => {
  const run = await runTool({ command: ['sh', '-c', 'sleep 600 & exit 0'], cwd, env, limitMs: 60_000 });

  expect(run.isGood).toBe(true);
});

test('a tool that is not there has failed', async () => {
  const run = await runTool({ command: ['no-such-tool'], cwd, env, limitMs: 60_000 });

  expect(run.isGood).toBe(false);
});
