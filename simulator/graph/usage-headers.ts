import type { Running } from '../running.ts';
import type { Call } from '../route.ts';

/** Meta sends usage only "once volume is enough"; the number is ours. */
const callsBeforeUsage = 10;
/** 4800 calls times the floor of 10 impressions. */
const callsPerAccount = 48_000;

/** Adds `x-app-usage` and `x-business-use-case-usage`, in whole percents. Nothing is refused: script 80002 as a fault. */
export function addUsage(running: Running, call: Call, response: Response): void {
  const token = call.accessToken === undefined ? undefined : call.world.tokens.get(call.accessToken);
  if (token === undefined) return;
  const key = `${token.appId}:${token.accountId}`;
  const calls = (running.callCounts.get(key) ?? 0) + 1;
  running.callCounts.set(key, calls);
  if (calls < callsBeforeUsage) return;
  const percent = Math.ceil((calls / callsPerAccount) * 100);
  const usage = { call_count: percent, total_cputime: percent, total_time: percent };
  response.headers.set('x-app-usage', JSON.stringify(usage));
  response.headers.set(
    'x-business-use-case-usage',
    JSON.stringify({
      [token.accountId]: [{ type: 'instagram', ...usage, estimated_time_to_regain_access: 0 }],
    }),
  );
}
