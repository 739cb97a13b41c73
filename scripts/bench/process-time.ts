import { readFile, readdir } from 'node:fs/promises';

/** What a process had of the machine since it started, over all its threads, in milliseconds. */
export interface ProcessTime {
  cpuMs: number;
  /** Ready to run while others had the processors: says how busy the machine was, and nothing of us. */
  waitedMs: number;
}

/** From the kernel's scheduler; null where it does not tell, as on other systems than Linux. */
export async function readProcessTime(pid: number): Promise<ProcessTime | null> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lines = await Promise.all(
    // A thread may end between the two looks.
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0 0 0')),
  );
  const sum = (field: number) =>
    lines.reduce((total, line) => total + Number(line.split(' ')[field]), 0) / 1_000_000;
  return lines.length > 0 && sum(0) > 0 ? { cpuMs: sum(0), waitedMs: sum(1) } : null;
}
