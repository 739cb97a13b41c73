import { z } from 'zod';
import { advance, type ClockSetting, freeze, readClock, setTo, unfreeze } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import { ControlRefusal, operation } from './operation.ts';

const clockState = z.object({
  now: z.string().describe('The instant on the clock, ISO 8601.'),
  offsetSeconds: z.number().describe('How far the clock runs from wall time.'),
  frozen: z.boolean(),
});

/** The end of the year 9999: what is later has no usual spelling. */
const latestMs = 253_402_300_799_000;

const clockChange = z
  .object({
    advanceSeconds: z.coerce.number().optional(),
    at: z.iso
      .datetime({ offset: true, local: true })
      .optional()
      .describe('Set the clock to this instant; without an offset it is UTC.'),
    freeze: z
      .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
      .optional()
      .describe('true stops the clock, false lets it run on.'),
  })
  .describe('Done in the order at, advanceSeconds, freeze.');

export const clockOperations = [
  operation({
    method: 'GET',
    path: '/clock',
    summary: 'Read the clock',
    response: clockState,
    run: ({ world }) => describeClock(world),
  }),
  operation({
    method: 'POST',
    path: '/clock',
    summary:
      'Set, advance or freeze the clock; webhooks and callbacks that fell due are sent before the answer',
    body: clockChange,
    response: clockState,
    async run({ world, running }, change) {
      world.setClock((setting, wallMs) => {
        const changed = changeClock(setting, wallMs, change);
        const now = readClock(changed, wallMs);
        if (now >= 0 && now <= latestMs) return changed;
        throw new ControlRefusal(400, 'The clock goes from 1970 to 9999.');
      });
      world.commit();
      await running.work.settled();
      await running.deliver();
      return describeClock(world);
    },
  }),
];

function changeClock(
  before: ClockSetting,
  wallMs: number,
  change: z.output<typeof clockChange>,
): ClockSetting {
  let setting = before;
  if (change.at !== undefined) setting = setTo(setting, readInstant(change.at), wallMs);
  if (change.advanceSeconds !== undefined) setting = advance(setting, change.advanceSeconds);
  if (change.freeze === true) setting = freeze(setting, wallMs);
  if (change.freeze === false) setting = unfreeze(setting, wallMs);
  return setting;
}

function readInstant(text: string): number {
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
}

function describeClock(world: World): z.input<typeof clockState> {
  return {
    now: new Date(world.now()).toISOString(),
    offsetSeconds: world.clock.offsetMs / 1000,
    frozen: world.clock.frozenAtMs !== undefined,
  };
}
