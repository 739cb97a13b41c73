/** When something was written, as short as it stays clear: `09:48` today, `Tue` within a week, else `12 Oct`. */
export function when(instant: string, now = new Date()): string {
  const at = new Date(instant);
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days <= 0) return format(at, { hour: '2-digit', minute: '2-digit' });
  if (days < 7) return format(at, { weekday: 'short' });
  return format(at, {
    day: 'numeric',
    month: 'short',
    ...(at.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
  });
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

function format(at: Date, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', parts).format(at);
}
