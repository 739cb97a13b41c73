import { accountOperations } from './account-operations.ts';
import { appOperations } from './app-operations.ts';
import { clockOperations } from './clock-operations.ts';
import { faultOperations } from './fault-operations.ts';
import { limitOperations } from './limit-operations.ts';
import type { Operation } from './operation.ts';
import { pageOperations } from './page-operations.ts';
import { personOperations } from './person-operations.ts';
import { strangerOperations } from './stranger-operations.ts';
import { testerOperations } from './tester-operations.ts';
import { snapshotOperations } from './snapshot-operations.ts';
import { webhookOperations } from './webhook-operations.ts';
import { worldOperations } from './world-operations.ts';

/** The control API, whole. */
export const operations: Operation[] = [
  ...worldOperations,
  ...clockOperations,
  ...faultOperations,
  ...appOperations,
  ...testerOperations,
  ...accountOperations,
  ...strangerOperations,
  ...personOperations,
  ...pageOperations,
  ...webhookOperations,
  ...limitOperations,
  ...snapshotOperations,
];
