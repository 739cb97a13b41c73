/** The world's clock: wall time plus an offset, or an instant it was frozen at. */
export type ClockSetting = { offsetMs: number; frozenAtMs?: number };

export function readClock(setting: ClockSetting, wallMs: number): number {
  return setting.frozenAtMs ?? wallMs + setting.offsetMs;
}

/** Moves a running or a frozen clock by the same amount. */
export function advance(setting: ClockSetting, seconds: number): ClockSetting {
  const ms = seconds * 1000;
  return setting.frozenAtMs === undefined
    ? { offsetMs: setting.offsetMs + ms }
    : { offsetMs: setting.offsetMs + ms, frozenAtMs: setting.frozenAtMs + ms };
}

export function freeze(setting: ClockSetting, wallMs: number): ClockSetting {
  return { ...setting, frozenAtMs: readClock(setting, wallMs) };
}

/** Runs on from the instant it was frozen at. */
export function unfreeze(setting: ClockSetting, wallMs: number): ClockSetting {
  return { offsetMs: readClock(setting, wallMs) - wallMs };
}

/** Sets the instant; a frozen clock stays frozen. */
export function setTo(setting: ClockSetting, atMs: number, wallMs: number): ClockSetting {
  const offsetMs = atMs - wallMs;
  return setting.frozenAtMs === undefined ? { offsetMs } : { offsetMs, frozenAtMs: atMs };
}
