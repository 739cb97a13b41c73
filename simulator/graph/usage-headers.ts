import type { Host } from '../meta-host.ts';
import type { Metered, Usage } from '../limits/meter-call.ts';

/** Meta sends usage only "once volume is enough"; the number is ours. */
const callsBeforeUsage = 10;

/**
 * Adds `x-app-usage`, `x-page-usage` and `x-business-use-case-usage`, in whole percents: each once its calls are ten, or its
 * budget is half used.
 */
export function addUsage({ usages, subjects }: Metered, host: Host, headers: Headers): void {
  for (const usage of usages) {
    if (usage.calls < callsBeforeUsage && usage.percent < 50) continue;
    if (usage.kind === 'app') headers.set('x-app-usage', JSON.stringify(writePercents(usage, host)));
    if (usage.kind === 'page' && subjects.isPageToken) {
      headers.set('x-page-usage', JSON.stringify(writePercents(usage)));
    }
    const type = typeOf(usage);
    if (type === undefined) continue;
    const uses = [{ type, ...writePercents(usage), estimated_time_to_regain_access: usage.regainMinutes }];
    headers.set('x-business-use-case-usage', JSON.stringify({ [usage.subjectId]: uses }));
  }
}

function typeOf({ kind }: Usage): string | undefined {
  if (kind === 'account') return 'instagram';
  return kind === 'page' ? 'pages' : undefined;
}

/** Time and processor time are not measured: they go with the calls. graph.instagram.com has been seen to send two names more. */
function writePercents({ percent }: Usage, host?: Host): Record<string, number> {
  return {
    call_count: percent,
    total_cputime: percent,
    total_time: percent,
    ...(host === 'graph.instagram.com' && { call_volume: percent, cpu_time: percent }),
  };
}
