export { exportEvents } from './export-events.ts';
export { listEvents } from './list-events.ts';
export { readTrail } from './read-trail.ts';
export { recordEditing } from './record-editing.ts';
export { recordLooking } from './record-looking.ts';
export { recordDeed, recordEvent, recordEvents } from './record-event.ts';
export { setRetention, sweepAuditTrail } from './retention.ts';
