import { findCycle } from './find-cycle.ts';
import type { Module } from './read-module.ts';
import { plant, type Rule } from './rule.ts';

const longest = 400;
const nineInTen = 200;
/** The words that a longer file begins with, followed by its reason. */
const excuse = 'Longer than 400 lines because';

const linesOf = (count: number) => 'export const a = 1;\n'.repeat(count);

/** The ninth in ten of the files, by length, in lines. */
function ninetiethPercentile(modules: Module[]): number {
  const lengths = modules.map((module) => module.lines).sort((a, b) => a - b);
  return lengths[Math.ceil(lengths.length * 0.9) - 1] ?? 0;
}

/** How files are named, how long they are, and that none waits for itself. */
export const shapeRules: Rule[] = [
  {
    says: 'No folder is a drawer (shared, common, lib, utils, helpers)',
    check: (modules) =>
      modules
        .filter(({ path }) => /(^|\/)(shared|common|lib|libs|utils?|helpers?)\//.test(path))
        .map(({ path }) => `${path} lies in a drawer`),
    bites: ['server/shared/a.ts', 'web/app/utils/a.ts', 'lib/a.ts', 'simulator/helpers/a.ts'].map((path) =>
      plant(path, ''),
    ),
    spares: [plant('server/library/a.ts', ''), plant('server/posts/common-caption.ts', '')],
  },
  {
    says: 'A file’s name is in kebab-case and says what it does',
    check: (modules) =>
      modules
        .filter(({ path }) => {
          const name = path.split('/').at(-1) ?? '';
          return (
            !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(tsx?|mjs)$/.test(name) ||
            /^(utils?|helpers?)\./.test(name)
          );
        })
        .map(({ path }) => `${path} is no name in kebab-case`),
    bites: [
      plant('web/posts/PostPage.tsx', ''),
      plant('server/posts/load_post.ts', ''),
      plant('web/app/utils.ts', ''),
    ],
    spares: [plant('server/instagram/account.contract.test.ts', ''), plant('vite.config.ts', '')],
  },
  {
    says: `No file is longer than ${longest} lines without the reason at its top`,
    check: (modules) =>
      modules
        .filter(
          ({ lines, text }) => lines > longest && !text.split('\n').slice(0, 8).join('\n').includes(excuse),
        )
        .map(({ path, lines }) => `${path} has ${lines} lines`),
    bites: [plant('server/posts/all.ts', linesOf(longest + 1))],
    spares: [
      plant('server/posts/all.ts', linesOf(longest)),
      plant('contract/errors.ts', `/* ${excuse} one table is one place to look. */\n${linesOf(longest)}`),
    ],
  },
  {
    says: `Nine files in ten are shorter than ${nineInTen} lines`,
    check: (modules) => {
      const length = ninetiethPercentile(modules);
      return length < nineInTen ? [] : [`the ninth file in ten has ${length} lines`];
    },
    bites: [[1, 2].flatMap((n) => plant(`server/posts/long-${n}.ts`, linesOf(nineInTen)))],
    spares: [plant('server/posts/short.ts', linesOf(nineInTen - 1))],
  },
  {
    says: 'No files import each other in a circle at run time',
    check: (modules) => {
      const cycle = findCycle(modules);
      return cycle ? [cycle.join(' -> ')] : [];
    },
    bites: [
      [
        ...plant('rules/a.ts', `import { b } from './b.ts';`),
        ...plant('rules/b.ts', `export { c } from './c.ts';`),
        ...plant('rules/c.ts', `import { a, type A } from './a.ts';`),
      ],
      plant('rules/a.ts', `import './a.ts';`),
    ],
    spares: [
      [
        ...plant('rules/a.ts', `import { b } from './b.ts';`),
        ...plant('rules/b.ts', `import type { A } from './a.ts';`),
      ],
      [
        ...plant('rules/a.ts', `import { b } from './b.ts';`),
        ...plant('rules/b.ts', `const late = () => import('./a.ts');`),
      ],
    ],
  },
];
