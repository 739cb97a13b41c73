import type { Route } from '../../route.ts';
import { parseFields } from '../fields/parse-fields.ts';
import { graphRoute, graphRoutes } from '../graph-call.ts';
import { findMessagingAccount } from './message-account.ts';
import { readConversations } from './message-read.ts';
import { postMessage } from './message-send.ts';
import { graphJson } from '../meta-json.ts';

/** Direct messages: written by the account or in the name of its Page, and listed for either. */
export const messageRoutes: Route[] = [
  ...graphRoutes('POST', '/:node/messages', postMessage),
  // Of the account itself it is an edge like any other; this is the Page's.
  graphRoute('facebook', 'GET', '/:node/conversations', (call) => {
    const account = findMessagingAccount(call);
    if (account === undefined || account.id === call.pathParams['node']) return undefined;
    // Without it a Page lists what came through Messenger, of which there is nothing here.
    if (call.params.get('platform')?.trim().toLowerCase() !== 'instagram') return graphJson({ data: [] });
    return graphJson(
      readConversations(account, {
        call,
        modifiers: call.params,
        fields: parseFields(call.params.get('fields')),
        address: `${call.pathParams['node']}/conversations`,
        spent: { nodes: 0 },
      }),
    );
  }),
];
