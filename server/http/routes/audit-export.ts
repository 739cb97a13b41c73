import type { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { auditFilter } from '#contract/audit.ts';
import { exportEvents, recordDeed } from '../../audit/index.ts';
import { hiddenAccounts } from '../../workspaces/index.ts';
import { requireMember } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';
import { partOf } from '../mount.ts';
import { contextOf } from '../origin.ts';

const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl; charset=utf-8',
} as const;

/** The audit trail as a file, filtered as the list is. Sent as fast as it is read, and never whole in memory; that it was taken is an event. */
export function mountAuditExport(app: Hono<Env>, ctx: HttpContext): void {
  for (const format of ['csv', 'jsonl'] as const)
    app.get(`/api/v1/workspaces/:workspaceId/audit-events.${format}`, async (exchange) => {
      const member = await requireMember(ctx, exchange, 'admin');
      const filter = partOf(auditFilter, exchange.req.query());
      const now = ctx.clock.now();
      const day = now.toISOString().slice(0, 10);
      exchange.header('content-type', types[format]);
      exchange.header('content-disposition', `attachment; filename="audit-trail-${day}.${format}"`);
      if (exchange.req.raw.method === 'HEAD') return exchange.body(null);
      await recordDeed(contextOf(ctx, exchange), member, {
        action: 'audit.exported',
        details: { format, filter },
      });
      const trail = {
        of: { workspaceId: member.workspaceId },
        hidden: hiddenAccounts(member),
        // Pages go from new to old, so what is added meanwhile is not met; what was done by now is.
        filter: { ...filter, until: filter.until ?? new Date(now.getTime() + 1).toISOString() },
      };
      return stream(exchange, async (out) => {
        for await (const part of exportEvents(ctx, trail, format)) {
          if (out.aborted) return;
          await out.write(part);
        }
      });
    });
}
