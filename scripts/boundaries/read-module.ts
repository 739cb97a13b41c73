import { posix } from 'node:path';
import { parseSync } from 'vite';
import type { Source } from './read-sources.ts';

/** One import or re-export, wherever in the file it stands. */
export interface Import {
  specifier: string;
  /** The file of ours it names, from the project's root; undefined for a package. */
  target: string | undefined;
  /** Erased before the program runs. */
  isTypeOnly: boolean;
  /** Runs only when the line is reached: `await import(…)`. */
  isDynamic: boolean;
}

/** A name that a rule watches, and the line it stands on. */
export interface Use {
  name: 'process.env' | 'console' | 'fetch' | '.fetch' | 'cipher' | 'meta host';
  line: number;
}

/** What the rules look at: a file, what it imports, and what it uses. */
export interface Module extends Source {
  imports: Import[];
  uses: Use[];
  lines: number;
  isTest: boolean;
}

/** Files that only tests may use, beside those whose name says so (`*.test.ts`, `*.setup.ts`, `test-*.ts`). */
const testSupport = ['server/vault/rotate-until-killed.ts', 'simulator/fixture.ts'];
/** Rooms of the simulator that hold nothing but its tests: fidelity cases, fuzzing, clients of others, stages. */
const testRooms = /^simulator\/(fidelity|fuzz|contract)\/|^simulator\/graph\/[a-z/-]*stage\.ts$/;
/** Parts of the product all the same: one tests the reach of our address, one moves the clock under NODE_ENV=test. */
const productNotTest = ['server/library/test-reach.ts', 'server/http/routes/test-clock.ts'];

type Node = Record<string, unknown> & { type: string; start: number };

/** Parses a file. Throws when it does not parse: a fence must not pass over what it cannot read. */
export function readModule(source: Source): Module {
  const { program, errors } = parseSync(source.path, source.text);
  if (errors.length > 0) throw new Error(`${source.path} does not parse: ${errors[0]?.message}`);
  const module: Module = {
    ...source,
    imports: [],
    uses: [],
    lines: source.text.split('\n').length - 1,
    isTest: isTestFile(source.path),
  };
  walk(program, undefined, (node, parent) => look(module, node, parent));
  return module;
}

/** Whether a file is there for tests alone. */
export function isTestFile(path: string): boolean {
  if (productNotTest.includes(path)) return false;
  return (
    /\.(test|setup)\.tsx?$|\/test-[^/]+\.ts$|^e2e\//.test(path) ||
    testRooms.test(path) ||
    testSupport.includes(path)
  );
}

function walk(value: unknown, parent: Node | undefined, visit: (node: Node, parent?: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, parent, visit);
  else if (typeof value === 'object' && value !== null) {
    const node = value as Node;
    const isNode = typeof node.type === 'string';
    if (isNode) visit(node, parent);
    for (const child of Object.values(node)) walk(child, isNode ? node : parent, visit);
  }
}

function look(module: Module, node: Node, parent: Node | undefined): void {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      addImport(module, node);
      return;
    case 'MemberExpression':
      if (nameOf(node.object) === 'process' && nameOf(node.property) === 'env')
        use(module, node, 'process.env');
      if (nameOf(node.property) === 'fetch' && nameOf(node.object) !== 'globalThis')
        use(module, node, '.fetch');
      if (nameOf(node.property) === 'fetch' && nameOf(node.object) === 'globalThis')
        use(module, node, 'fetch');
      return;
    case 'Identifier':
      if (node.name === 'console' && !isOnlyAName(node, parent)) use(module, node, 'console');
      if (node.name === 'fetch' && !isOnlyAName(node, parent)) use(module, node, 'fetch');
      if (/^create(C|Dec)ipher(iv)?$/.test(String(node.name))) use(module, node, 'cipher');
      return;
    case 'Literal':
    case 'TemplateElement':
      if (/\b(graph|api)\.instagram\.com|\bgraph\.facebook\.com/.test(textOf(node)))
        use(module, node, 'meta host');
      return;
  }
}

function addImport(module: Module, node: Node): void {
  const source = (node.source ?? node.argument) as Node | null;
  const specifier =
    source?.type === 'TSLiteralType' ? textOf(source.literal as Node) : source && textOf(source);
  if (!specifier) return;
  module.imports.push({
    specifier,
    target: targetOf(module.path, specifier),
    isTypeOnly: node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type',
    isDynamic: node.type === 'ImportExpression',
  });
}

function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith('#')) return specifier.slice(1);
  return undefined;
}

function use(module: Module, node: Node, name: Use['name']): void {
  module.uses.push({ name, line: module.text.slice(0, node.start).split('\n').length });
}

function nameOf(value: unknown): string | undefined {
  const node = value as Node | null;
  if (node?.type === 'Identifier') return String(node.name);
  return node?.type === 'Literal' ? textOf(node) : undefined;
}

function textOf(node: Node): string {
  if (node.type !== 'TemplateElement') return typeof node.value === 'string' ? node.value : '';
  return (node.value as { raw: string }).raw;
}

/** Names a member or a type, and so touches nothing. */
function isOnlyAName(node: Node, parent: Node | undefined): boolean {
  return (
    (parent?.type === 'MemberExpression' && parent.property === node && parent.computed !== true) ||
    (parent?.type === 'Property' && parent.key === node && parent.shorthand !== true) ||
    parent?.type === 'TSPropertySignature' ||
    parent?.type === 'TSTypeQuery'
  );
}
