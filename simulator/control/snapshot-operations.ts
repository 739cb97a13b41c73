import { z } from 'zod';
import { resumeProcessing } from '../upload/process-video.ts';
import { completeApps } from '../world/complete-apps.ts';
import { BrokenSnapshot, restoreSnapshot, writeSnapshot } from '../world/snapshot.ts';
import { forgetRun } from './forget-run.ts';
import { ControlRefusal, operation } from './operation.ts';

/** Lines of JSON, one a line. */
const ndjson = 'application/x-ndjson';

/** The whole world as one file, and back. */
export const snapshotOperations = [
  operation({
    method: 'GET',
    path: '/snapshot',
    summary:
      'The whole world as one file: entities, pictures, videos and the clock. It holds tokens and secrets',
    response: z.string(),
    responseType: ndjson,
    run({ world }) {
      // Written whole before it is sent: what happens meanwhile is not in it by halves.
      const lines = Array.from(writeSnapshot(world), (line) => Buffer.from(line));
      return new Response(new Blob(lines), {
        headers: {
          'content-type': ndjson,
          'content-disposition': 'attachment; filename="world.ndjson"',
        },
      });
    },
  }),
  operation({
    method: 'PUT',
    path: '/snapshot',
    summary: 'Put a snapshot in the place of everything; a broken one changes nothing',
    bodyType: ndjson,
    response: z.object({ now: z.string(), accounts: z.number(), media: z.number() }),
    async run({ world, running, request }) {
      const bytes = new Uint8Array(await request.arrayBuffer());
      try {
        restoreSnapshot(world, bytes);
      } catch (cause) {
        if (!(cause instanceof BrokenSnapshot)) throw cause;
        throw new ControlRefusal(400, `The snapshot could not be restored. ${cause.message}`);
      }
      completeApps(world);
      forgetRun(running);
      resumeProcessing(running);
      return {
        now: new Date(world.now()).toISOString(),
        accounts: world.accounts.size,
        media: world.media.size,
      };
    },
  }),
];
