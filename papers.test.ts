import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/*
 * What is written for people holds together: links lead somewhere, commands exist, decisions have their four parts.
 */

const root = import.meta.dirname;
const pages = globSync(['*.md', 'docs/**/*.md', 'simulator/*.md'], { cwd: root }).sort();
const decisions = pages.filter((page) => page.startsWith('docs/decisions/'));
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** Targets of links to files of ours that are not there, or to a heading that the file does not have. */
function brokenLinks(page: string, text: string): string[] {
  return [...text.matchAll(/(?<!!)\[[^\]]+\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^([a-z]+:|\/)/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page : join(dirname(page), file);
      if (!existsSync(join(root, path))) return true;
      return anchor !== undefined && !anchorsOf(file === '' ? text : read(path)).includes(anchor);
    });
}

/** The anchors that a Markdown page offers: its headings in lower case with hyphens. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** npm scripts that a page names and package.json lacks. */
function unknownCommands(text: string): string[] {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  return [...text.matchAll(/npm (?:run )?(start|test|[a-z:0-9]+)\b/g)]
    .filter(([command]) => command.startsWith('npm run') || /^npm (start|test)$/.test(command))
    .map((match) => match[1] ?? '')
    .filter((name) => !(name in scripts));
}

test.each(pages)('every link of %s leads somewhere', (page) => {
  expect(brokenLinks(page, read(page))).toEqual([]);
});

test.each(pages)('every command of %s exists', (page) => {
  expect(unknownCommands(read(page))).toEqual([]);
});

test('a planted broken link, anchor or command is caught', () => {
  expect(
    brokenLinks('README.md', '[a](docs/gone.md) [b](SECURITY.md#gone) [c](SECURITY.md#reporting)'),
  ).toEqual(['docs/gone.md', 'SECURITY.md#gone']);
  expect(unknownCommands('npm run nothing, npm start, npm install')).toEqual(['nothing']);
});

test('decisions are numbered without a gap', () => {
  expect(decisions.map((page) => Number(page.slice('docs/decisions/'.length).split('-')[0]))).toEqual(
    decisions.map((_, index) => index + 1),
  );
});

test.each(decisions)('%s is dated, short, and says what would change our mind', (page) => {
  const text = read(page);

  expect(text).toMatch(/^\d{4}-\d{2}-\d{2} · (accepted|replaced by \[)/m);
  expect(text.split('\n').length).toBeLessThan(60);
  expect(anchorsOf(text).slice(1)).toEqual([
    'context',
    'decision',
    'consequences',
    'what-would-change-our-mind',
  ]);
});

test('the first page fits one screen', () => {
  expect(read('README.md').split('\n').length).toBeLessThan(45);
});
