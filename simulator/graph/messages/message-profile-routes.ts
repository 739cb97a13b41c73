import type { Route } from '../../route.ts';
import type { Account } from '../../world/entities.ts';
import { requiredParameter } from '../errors.ts';
import { type GraphCall, graphRoutes, requireScope } from '../graph-call.ts';
import { findMessagingAccount } from './message-account.ts';
import { messageInvalid } from './message-errors.ts';
import { graphJson } from '../meta-json.ts';
import { readList, readTexts } from '../request/read-list.ts';

/** What a profile can have, with how many entries at most: four ice breakers, and the menu of one language each. */
const properties: Record<string, number> = { ice_breakers: 4, persistent_menu: 20 };

type Change = (call: GraphCall, account: Account) => Response;

/** `/{id}/messenger_profile`: kept and read back; nobody taps an ice breaker here. */
export const messageProfileRoutes: Route[] = [
  ...profileRoutes('GET', ({ params, world }, account) => {
    const kept = world.messengerProfiles.get(account.id)?.properties ?? {};
    const wanted = readNames(params, 'fields');
    const shown = Object.entries(kept).filter(([name]) => wanted.length === 0 || wanted.includes(name));
    return graphJson({ data: shown.length === 0 ? [] : [Object.fromEntries(shown)] });
  }),
  ...profileRoutes('POST', ({ params, world }, account) => {
    const given = Object.keys(properties).filter((name) => params.has(name));
    if (given.length === 0) throw requiredParameter('ice_breakers');
    const written = given.map((name): [string, unknown[]] => [name, readEntries(params, name)]);
    const before = world.messengerProfiles.get(account.id)?.properties ?? {};
    world.messengerProfiles.put({
      accountId: account.id,
      properties: { ...before, ...Object.fromEntries(written) },
    });
    return graphJson({ result: 'success' });
  }),
  ...profileRoutes('DELETE', ({ params, world }, account) => {
    const named = readNames(params, 'fields');
    if (named.length === 0) throw requiredParameter('fields');
    const before = Object.entries(world.messengerProfiles.get(account.id)?.properties ?? {});
    const left = Object.fromEntries(before.filter(([name]) => !named.includes(name)));
    world.messengerProfiles.put({ accountId: account.id, properties: left });
    return graphJson({ result: 'success' });
  }),
];

function profileRoutes(method: 'GET' | 'POST' | 'DELETE', change: Change): Route[] {
  return graphRoutes(method, '/:node/messenger_profile', (call) => {
    const account = findMessagingAccount(call);
    if (account === undefined) return undefined;
    requireScope(call, 'manage_messages');
    return change(call, account);
  });
}

/** Names of properties. One that is not known counts as an error, as everywhere on the Graph. */
function readNames(params: GraphCall['params'], name: string): string[] {
  const names = readTexts(params, name);
  const isKnown = names?.every((each) => Object.hasOwn(properties, each)) ?? false;
  if (names === undefined || !isKnown) throw messageInvalid(`Param ${name} must be a list of properties.`);
  return names;
}

function readEntries(params: GraphCall['params'], name: string): unknown[] {
  const entries = readList(params, name);
  const most = properties[name] ?? 0;
  const isGood = entries?.every((entry) => typeof entry === 'object' && entry !== null) ?? false;
  if (entries === undefined || !isGood || entries.length === 0 || entries.length > most) {
    throw messageInvalid(`Param ${name} must be a list of at most ${most} objects.`);
  }
  return entries;
}
