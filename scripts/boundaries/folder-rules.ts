import { isTestFile, type Import, type Module } from './read-module.ts';
import { plant, importRule, type Rule } from './rule.ts';

const topOf = (path: string) => path.split('/')[0] ?? '';

/** Whether a file of `folder` imports one of ours outside `allowed`. */
function leaves(folder: string, allowed: string[]) {
  return (module: Module, { target }: Import) =>
    topOf(module.path) === folder && target !== undefined && !allowed.includes(topOf(target));
}

/** Who may import whom among the folders of the root. */
export const folderRules: Rule[] = [
  importRule(
    'The simulator imports nothing of ours, in its tests neither',
    leaves('simulator', ['simulator']),
    {
      bites: [
        plant('simulator/graph/me.ts', `import { catalogue } from '#contract/errors.ts';`),
        plant('simulator/graph/me.test.ts', `import { frozenClock } from '../../server/clock.ts';`),
        plant('simulator/main.ts', `const { checkCaption } = await import('../rules/caption.ts');`),
        plant('simulator/world/world.ts', `type Log = import('#server/log.ts').Log;`),
      ],
      spares: [
        plant(
          'simulator/graph/me.ts',
          `import { world } from '../world/world.ts'; import sharp from 'sharp';`,
        ),
      ],
    },
  ),
  importRule(
    'The web imports the contract, the rules and itself',
    leaves('web', ['web', 'contract', 'rules']),
    {
      bites: [
        plant('web/posts/page.tsx', `import type { Post } from '#server/posts/index.ts';`),
        plant('web/posts/page.tsx', `export { seed } from '../../simulator/world/seed.ts';`),
      ],
      spares: [
        plant(
          'web/posts/page.tsx',
          `import { countCaption } from '#rules/caption.ts'; const a = <p>don't</p>;`,
        ),
      ],
    },
  ),
  importRule(
    'The web takes types alone from the contract, but the slim table, the roles, the errors and the client: schemas would bring zod, which evaluates text',
    (module, { target, isTypeOnly }) =>
      topOf(module.path) === 'web' &&
      !module.isTest &&
      !isTypeOnly &&
      target !== undefined &&
      topOf(target) === 'contract' &&
      !/^contract\/(index|op|client|errors|[a-z-]+-errors|error-entry)\.ts$/.test(target),
    {
      bites: [
        plant('web/media/filters.tsx', `import { mediaKind } from '#contract/media.ts';`),
        plant('web/media/filters.tsx', `import { mediaKind, type MediaKind } from '#contract/media.ts';`),
      ],
      spares: [
        plant('web/media/filters.tsx', `import type { MediaKind } from '#contract/media.ts';`),
        plant('web/media/page.tsx', `import { contract } from '#contract/index.ts';`),
      ],
    },
  ),
  importRule('The contract imports itself alone', leaves('contract', ['contract']), {
    bites: [plant('contract/posts.ts', `import { captionLimit } from '#rules/caption.ts';`)],
    spares: [plant('contract/posts.ts', `import { op } from './op.ts'; import { z } from 'zod';`)],
  }),
  importRule('The rules import themselves alone', leaves('rules', ['rules']), {
    bites: [plant('rules/caption.ts', `import type { Op } from '#contract/op.ts';`)],
    spares: [plant('rules/preflight.ts', `import { countCaption } from './caption.ts';`)],
  }),
  importRule(
    'The server never imports the simulator or the web; its tests may import the simulator',
    (module, { target }) =>
      topOf(module.path) === 'server' &&
      ((topOf(target ?? '') === 'simulator' && !module.isTest) || topOf(target ?? '') === 'web'),
    {
      bites: [
        plant('server/main.ts', `import { createSimulator } from '../simulator/index.ts';`),
        plant('server/main.ts', `await import('../simulator/main.ts');`),
        plant('server/http/pages.test.ts', `import { strings } from '../../web/app/strings.ts';`),
      ],
      spares: [
        plant(
          'server/instagram/account.contract.test.ts',
          `import { startSimulator } from '../../simulator/serve.ts';`,
        ),
      ],
    },
  ),
  importRule(
    'What runs imports no test, no journey and no test support',
    (module, { target }) =>
      !module.isTest && target !== undefined && topOf(module.path) !== 'scripts' && isTestFile(target),
    {
      bites: [
        plant('server/main.ts', `import { openTestDatabase } from './database/test-database.ts';`),
        plant('web/main.tsx', `import '../e2e/house.ts';`),
      ],
      spares: [
        plant(
          'server/posts/advance.test.ts',
          `import { openTestDatabase } from '../database/test-database.ts';`,
        ),
        plant('server/library/index.ts', `export { testReach } from './test-reach.ts';`),
        plant('server/posts/test-post.ts', `import { createTestContext } from '../test-context.ts';`),
      ],
    },
  ),
];
