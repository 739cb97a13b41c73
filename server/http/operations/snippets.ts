import type { contract } from '#contract/index.ts';
import { keepSnippet, listSnippets, removeSnippet } from '../../snippets/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** Saved captions and sets of hashtags. */
export function snippetHandlers(ctx: HttpContext): Handlers<typeof contract>['snippets'] {
  return {
    list: async (_, { member }) => ({ snippets: await listSnippets(ctx, member().workspaceId) }),
    keep: ({ body }, { member }) => keepSnippet(ctx, member(), body),
    async remove({ params }, { member }) {
      await removeSnippet(ctx, member(), params.snippetId);
      return {};
    },
  };
}
