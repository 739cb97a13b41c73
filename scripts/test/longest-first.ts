import { relative, sep } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole processes are started, killed and waited for there, or thousands of requests sent. */
const long = /^(e2e|scripts|simulator\/fuzz|server\/database\/embedded)\//;

/** Begins with what takes longest, so that none of it runs alone at the end. A fresh clone knows no durations yet. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      long.test(relative(this.ctx.config.root, moduleId).replaceAll(sep, '/'));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
