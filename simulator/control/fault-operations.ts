import { z } from 'zod';
import { faultInput } from '../faults/fault.ts';
import { faultOf, troubleInput } from '../faults/troubles.ts';
import { operation } from './operation.ts';

const fault = z.looseObject({ id: z.string(), left: z.number() });
const faultList = z.object({ faults: z.array(fault) });
const journalList = z.object({ requests: z.array(z.looseObject({ id: z.number(), host: z.string() })) });

/** Scripted faults, and the journal of what clients asked. */
export const faultOperations = [
  operation({
    method: 'GET',
    path: '/faults',
    summary: 'Faults that are still to come',
    response: faultList,
    run: ({ running }) => ({ faults: running.faults.list() }),
  }),
  operation({
    method: 'POST',
    path: '/faults',
    summary: 'Script a fault for the next matching requests',
    body: faultInput,
    response: fault,
    run: ({ running }, input) => running.faults.add(input),
  }),
  operation({
    method: 'POST',
    path: '/troubles',
    summary: 'Script a trouble that was met in the field, by its name',
    body: troubleInput,
    response: fault,
    run: ({ running }, input) => running.faults.add(faultOf(input)),
  }),
  operation({
    method: 'DELETE',
    path: '/faults',
    summary: 'Forget all faults',
    response: faultList,
    run({ running }) {
      running.faults.clear();
      return { faults: [] };
    },
  }),
  operation({
    method: 'GET',
    path: '/journal',
    summary: 'The last requests to the Meta hosts, oldest first; it may hold tokens',
    response: journalList,
    run: ({ running }) => ({ requests: running.journal.list() }),
  }),
  operation({
    method: 'DELETE',
    path: '/journal',
    summary: 'Empty the journal',
    response: journalList,
    run({ running }) {
      running.journal.clear();
      return { requests: [] };
    },
  }),
];
